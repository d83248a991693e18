/** Length of the vector of a course and of a learner, where nothing else is said; a multiple of 16. */
export const dimensions = 16;
