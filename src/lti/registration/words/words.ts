/** What the administrator of an LMS reads while this tool is registered there. */
export interface RegistrationWords {
  /** BCP 47. */
  language: string;
  /** What the LMS calls the tool, its messages and its placements. The registration itself has these words too. */
  tool: {
    name: string;
    description: string;
    /** On "Select content" and the like. */
    select: string;
    administration: string;
  };
  confirm: {
    title: string;
    introduction: (host: string) => string;
    places: string;
    placesFor: { activity: string; select: string; navigation: string; administration: string };
    data: string;
    roster: string;
    noRoster: string;
    noNames: string;
    approved: string;
    pending: string;
    register: string;
  };
  done: {
    title: string;
    approved: string;
    pending: (name: string) => string;
    rosterRefused: string;
    close: string;
  };
}
