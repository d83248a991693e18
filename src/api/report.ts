/** What became of a batch. */
export interface Report {
  /** Stored now or before: sending them again changes nothing. */
  stored: number;
  /** Of no use here; in the order of the batch. */
  ignored: MessageReason[];
  /** To be corrected and sent again; all others are stored. */
  invalid: MessageReason[];
}

interface MessageReason {
  /** Place in the batch, from 0. */
  index: number;
  reason: string;
}
