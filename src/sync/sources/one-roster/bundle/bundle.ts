/** A OneRoster CSV bundle, packed or unpacked. */
export interface Bundle {
  /** By name, such as `classes.csv`. */
  files: ReadonlyMap<string, BundleFile>;
  modifiedAt: Date;
  close(): void;
}

export interface BundleFile {
  /** What messages call it: "roster.zip, classes.csv". */
  name: string;
  /** Bytes, unpacked. */
  size: number;
  /** @throws UnreadableFileError */
  read(): AsyncIterable<Buffer>;
}
