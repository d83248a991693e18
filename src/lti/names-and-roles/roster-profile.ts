/** What the rosters of one LMS product say beyond the specification. */
export interface RosterProfile {
  /** Name of the source whose ids these are (src/sync/source-order.ts). */
  readonly source: string;
  /**
   * The id by which that source knows the course of a roster.
   * @param membershipsUrl `context_memberships_url`; undefined: the address is not one of this product
   */
  courseId(membershipsUrl: string | undefined): string | undefined;
  /**
   * The ids of a member, from the custom parameters that a launch by the tool's own configuration would carry for that
   * person (Names and Role Provisioning Services §3.3).
   */
  memberIds(
    membershipsUrl: string,
    custom: Readonly<Record<string, unknown>>,
  ): { sourcedId: string | undefined; id: string | undefined };
}
