/** What is tried, each by itself. */
export const attackNames = [
  /** A student records events by a script. */
  'writes',
  /** A student loads the panel by a script; 24,000 events of theirs are stored. */
  'pages',
  /** The same with the page of what is stored of them, and its download. */
  'own-data',
  /** A sender posts batches of a thousand statements, and searches and ids of a megabyte. */
  'api',
  /** Strangers register platforms whose issuer is 60 kB of slashes. */
  'issuers',
  /** Strangers begin logins with parameters of 180 kB. */
  'logins',
  /** 1,500 connections whose bodies come drop by drop. */
  'slow-bodies',
  /** An administrator uploads a header of 100,000 columns, broken quotes, and a gzip bomb. */
  'uploads',
  /** Another institution's courses have texts that are made to be slow. */
  'catalogue',
] as const;
export type AttackName = (typeof attackNames)[number];
