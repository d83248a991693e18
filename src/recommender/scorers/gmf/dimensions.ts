/** Length of the vector of a course and of a learner. */
export const dimensions = 16;
