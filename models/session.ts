import { model, Schema, type Types } from 'mongoose';

/** What a platform accepts as the answer to a deep-linking request (Deep Linking 2.0 §4.4.1). */
export interface DeepLinkingSettings {
  returnUrl: string;
  /** Such as `ltiResourceLink`. */
  acceptTypes: string[];
  /** `iframe`, `window`, `embed`. */
  documentTargets: string[];
  acceptMultiple: boolean;
  /** What the platform wants back unchanged; JSON. */
  data?: string;
}

/** One short visit after a launch. `_id` is the SHA-256 of the visit's secret, which the browser has. */
export interface Session {
  _id: string;
  institutionId: Types.ObjectId;
  /** `Learner.key`; absent for an anonymous launch (no `sub`) and for a test student. */
  learner?: string;
  /**
   * `observer`: somebody who may see another person's course, such as a parent; neither staff nor learner. `testStudent`: nobody, as
   * whom the LMS lets staff look at a course.
   */
  role: 'learner' | 'observer' | 'testStudent' | 'instructor' | 'administrator';
  /** `Course.key` of the course the panel was opened in; absent at site or account level. */
  course?: string;
  /** BCP 47 tag from launch_presentation.locale. */
  locale?: string;
  /** What the visit has to answer; removed by the answer. */
  deepLinking?: DeepLinkingSettings;
  /** Where the course's roster can be read; only in an administrator's visit, who may try it. */
  contextMembershipsUrl?: string;
  /** How the pages look: as the LMS asks, the accent as `#rrggbb`; dark only where the person has chosen it here. */
  look?: { accent?: string; highContrast?: boolean; dark?: boolean };
  /** Origins of the LMS: the only ones that may frame the pages. */
  platformOrigins: string[];
  /** Where the secret is, when the browser keeps no cookie. */
  storage?: { origin: string; target: string };
  /** The visit is over from then on. */
  endsAt: Date;
  /** When it is deleted; until then a page in the LMS's frame can say that it is over. */
  expiresAt: Date;
}

const deepLinking = new Schema<DeepLinkingSettings>(
  {
    returnUrl: { type: String, required: true },
    acceptTypes: [String],
    documentTargets: [String],
    acceptMultiple: Boolean,
    data: String,
  },
  { _id: false },
);

const schema = new Schema<Session>({
  _id: String,
  institutionId: { type: Schema.Types.ObjectId, required: true },
  learner: String,
  role: {
    type: String,
    enum: ['learner', 'observer', 'testStudent', 'instructor', 'administrator'],
    required: true,
  },
  course: String,
  locale: String,
  deepLinking,
  contextMembershipsUrl: String,
  look: { type: new Schema({ accent: String, highContrast: Boolean, dark: Boolean }, { _id: false }) },
  platformOrigins: { type: [String], required: true },
  storage: { type: new Schema({ origin: String, target: String }, { _id: false }) },
  endsAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
});
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
/** For somebody's data: visits of all institutions lie together. */
schema.index({ institutionId: 1, learner: 1 });

export const SessionModel = model('Session', schema, 'sessions');
