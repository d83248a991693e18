import type { CollegeCourse } from '../college/college.ts';
import type { CourseLink } from './course-links.ts';
import type { DemoRegistration } from './demo-registration.ts';

/** A place where the tool was put, and the context that this place belongs to. */
export interface ResourceLink {
  id: string;
  title: string;
  context: { id: string; label: string; title: string; type: string[] };
  contextMembershipsUrl: string;
  /** Where the LMS shows the place. */
  url: string;
}

const title = 'Recommended next courses';

/** The tool in a course, or in the site's own menu: Moodle's site home is a context of type Group. */
export function toResourceLink(
  course: CollegeCourse | undefined,
  { issuer, name }: DemoRegistration,
  link?: Pick<CourseLink, 'id' | 'title'>,
): ResourceLink {
  if (course)
    return {
      id: link?.id ?? `course-${course.key}`,
      title: link?.title ?? title,
      context: { id: course.key, label: course.code, title: course.title, type: ['CourseSection'] },
      contextMembershipsUrl: `${issuer}/lti/courses/${course.key}/members`,
      url: `${issuer}/courses/${course.key}`,
    };
  return {
    id: 'site',
    title,
    context: { id: '1', label: 'site', title: name, type: ['Group'] },
    contextMembershipsUrl: `${issuer}/lti/site/members`,
    url: `${issuer}/my`,
  };
}
