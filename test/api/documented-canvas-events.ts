// Events of Canvas's Live Events in Caliper's form, in the values of Canvas's own documentation (instructure/canvas-lms,
// doc/api/data_services/json/caliper/event-types/asset_accessed.json: "type=course, subtype=assignments" and
// "type=assignment"). Documented answers, not recorded ones: no Canvas was asked.

/** Numbers in shard 2107: person 1, course 144, assignment 144. */
export const host = 'oxana.instructure.com';
export const login = 'oxana@example.com';
const context = 'http://purl.imsglobal.org/ctx/caliper/v1p1';

const actor = {
  id: 'urn:instructure:canvas:user:21070000000000001',
  type: 'Person',
  extensions: {
    'com.instructure.canvas': {
      user_login: login,
      user_sis_id: '456-T45',
      root_account_id: '21070000000000001',
      root_account_lti_guid: '7db438071375c02373713c12c73869ff2f470b68.oxana.instructure.com',
      root_account_uuid: 'VicYj3cu5BIFpoZhDVU4DZumnlBrWi1grgJEzADs',
      entity_id: '21070000000000001',
    },
  },
};

const requested = {
  hostname: host,
  request_id: '1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295',
  client_ip: '93.184.216.34',
  version: '1.0.0',
};

/** Somebody looks at a course's list of assignments. */
export const courseAccessed = {
  ...{ '@context': context, id: 'urn:uuid:55154e3e-fcff-4378-83f9-d1068d792261', type: 'NavigationEvent' },
  ...{ actor, action: 'NavigatedTo', eventTime: '2019-11-01T00:09:06.753Z' },
  object: {
    ...{ id: 'urn:instructure:canvas:course:21070000000000144', type: 'Entity', name: 'assignments' },
    extensions: {
      'com.instructure.canvas': {
        ...{ asset_name: 'Introduction to Algebra', asset_type: 'course', asset_subtype: 'assignments' },
        ...{ entity_id: '21070000000000144', context_account_id: '21070000000000079', http_method: 'GET' },
      },
    },
  },
  edApp: { id: 'http://oxana.instructure.com/', type: 'SoftwareApplication' },
  group: {
    ...{ id: 'urn:instructure:canvas:course:21070000000000144', type: 'CourseOffering' },
    extensions: { 'com.instructure.canvas': { context_type: 'Course', entity_id: '21070000000000144' } },
  },
  extensions: {
    'com.instructure.canvas': {
      ...requested,
      request_url: 'https://oxana.instructure.com/courses/144/assignments',
    },
  },
};

/** Somebody looks at an assignment. */
export const assignmentAccessed = {
  ...courseAccessed,
  ...{ id: 'urn:uuid:d71bd983-d03a-4ef8-8701-71cfa7889eaf', eventTime: '2019-11-01T00:09:06.700Z' },
  object: { id: 'urn:instructure:canvas:assignment:21070000000000144', type: 'AssignableDigitalResource' },
};

/** A program reads a course's calendar. */
export const calendarRead = {
  ...courseAccessed,
  ...{ id: 'urn:uuid:49394652-705e-4b29-8412-f2c430f9b824', eventTime: '2019-11-01T00:09:06.874Z' },
  actor: { id: 'http://oxana.instructure.com/', type: 'SoftwareApplication' },
};

/** An administrator looks at it as that person (`real_user_id`: actor extensions). */
export const masquerade = {
  ...courseAccessed,
  id: 'urn:uuid:0d9f1c1e-6a8b-4a6b-9d57-3f2d8e1b7c11',
  actor: {
    ...actor,
    extensions: {
      'com.instructure.canvas': {
        ...actor.extensions['com.instructure.canvas'],
        real_user_id: '21070000000000002',
      },
    },
  },
};
