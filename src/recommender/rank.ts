/**
 * The `count` best courses by score, best first; equal scores by index. What `allowed` refuses and what has no
 * number for a score is left out. One pass with a small sorted list: O(courses) for small counts.
 */
export function topCourses(
  scores: Float32Array,
  count: number,
  allowed: (course: number) => boolean = () => true,
): number[] {
  const best: number[] = [];
  for (let course = 0; course < scores.length; course++) {
    const score = scores[course] as number;
    if (best.length === count && !(score > (scores[best[count - 1] as number] as number))) continue;
    if (Number.isNaN(score) || !allowed(course)) continue;
    let at = best.length;
    while (at > 0 && score > (scores[best[at - 1] as number] as number)) at--;
    best.splice(at, 0, course);
    if (best.length > count) best.pop();
  }
  return best;
}
