/** What has to be known of a course to say whether it still has to be taken. */
interface Section {
  group?: string | undefined;
}

/**
 * Says of the key of a prerequisite whether the learner still has to take it. One that the catalogue does not have is ignored: nobody
 * could ever meet it. Any section of a course stands for all of its sections.
 * @param passed keys of the courses that count: completed or being taken
 */
export function missingCourses(
  catalogue: ReadonlyMap<string, Section>,
  passed: ReadonlySet<string>,
): (key: string) => boolean {
  const passedGroups = new Set<string>();
  for (const key of passed) {
    const group = catalogue.get(key)?.group;
    if (group !== undefined) passedGroups.add(group);
  }
  return (key) => {
    if (passed.has(key)) return false;
    const section = catalogue.get(key);
    return section !== undefined && !(section.group !== undefined && passedGroups.has(section.group));
  };
}
