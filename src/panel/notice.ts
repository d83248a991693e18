/** What has just happened, as a page says it. */
export interface Notice {
  text: string;
  /** Key of the course that was rated: the page keeps the person at its buttons. */
  rated?: string;
}
