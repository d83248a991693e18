/**
 * The `count` best courses by score, best first; equal scores are in the order of the index. Courses that `allowed`
 * refuses are left out, and so are those whose score is −∞ or not a number.
 */
export function topCourses(
  scores: Float32Array,
  count: number,
  allowed?: (course: number) => boolean,
): number[] {
  const heap = topUnordered(scores, count, allowed);
  const best: number[] = new Array(heap.length);
  // The worst that is left is on top each time.
  for (let left = heap.length; left > 0; left--) {
    best[left - 1] = heap[0]!;
    heap[0] = heap[left - 1]!;
    sink(heap, left - 1, scores);
  }
  return best;
}

/**
 * The same courses in any order. Goes through the scores once, with a heap of the best so far whose top is the worst of
 * them. A list, not a typed array: those have memory outside of the heap, which is slow to get and to give back.
 * @param above only courses with a higher score are listed
 */
export function topUnordered(
  scores: Float32Array,
  count: number,
  allowed: (course: number) => boolean = () => true,
  above = Number.NEGATIVE_INFINITY,
): number[] {
  const most = Math.min(count, scores.length);
  if (most === 0) return [];
  const heap: number[] = new Array(most);
  let size = 0;
  // Once the heap is full, a course that is as good as the worst in it has a higher index, and stays out.
  let bar = above;
  for (let course = 0; course < scores.length; course++) {
    if (!(scores[course]! > bar) || !allowed(course)) continue;
    if (size < most) {
      heap[size] = course;
      rise(heap, size++, scores);
    } else {
      heap[0] = course;
      sink(heap, most, scores);
    }
    if (size === most) bar = scores[heap[0]!]!;
  }
  heap.length = size;
  return heap;
}

/** The best of some courses, in any order; only those with a score above 0. @param courses in any order */
export function topUnorderedAmong(
  courses: Int32Array,
  scores: Float32Array,
  count: number,
  allowed: (course: number) => boolean,
): number[] {
  const most = Math.min(count, courses.length);
  if (most === 0) return [];
  const heap: number[] = new Array(most);
  let size = 0;
  // Below it nothing gets in: 0, and the worst in the heap once that is full. What is as good as that has to come before it.
  let bar = 0;
  for (let i = 0; i < courses.length; i++) {
    const course = courses[i]!;
    const score = scores[course]!;
    if (!(score > bar || (score === bar && bar > 0 && course < heap[0]!)) || !allowed(course)) continue;
    if (size < most) {
      heap[size] = course;
      rise(heap, size++, scores);
    } else {
      heap[0] = course;
      sink(heap, most, scores);
    }
    if (size === most) bar = scores[heap[0]!]!;
  }
  heap.length = size;
  return heap;
}

/** Whether course a comes after course b. */
function isBehind(a: number, b: number, scores: Float32Array): boolean {
  return scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
}

function rise(heap: number[], from: number, scores: Float32Array): void {
  const course = heap[from]!;
  let at = from;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBehind(course, heap[above]!, scores)) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = course;
}

/** Moves the top of a heap down to its place. */
function sink(heap: number[], size: number, scores: Float32Array): void {
  const course = heap[0]!;
  let at = 0;
  for (let below = 1; below < size; below = 2 * at + 1) {
    if (below + 1 < size && isBehind(heap[below + 1]!, heap[below]!, scores)) below++;
    if (!isBehind(heap[below]!, course, scores)) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = course;
}
