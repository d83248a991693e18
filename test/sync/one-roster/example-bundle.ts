// An invented school, in the form of the CSV Binding 1.2.1 of 1EdTech (its tables' columns, its manifest).

export const manifest = (files: Readonly<Record<string, string>> = {}, version = '1.2') =>
  Object.entries({
    ...{ propertyName: 'value', 'manifest.version': '1.0', 'oneroster.version': version },
    ...{ 'file.academicSessions': 'bulk', 'file.categories': 'absent', 'file.classes': 'bulk' },
    ...{ 'file.courses': 'bulk', 'file.enrollments': 'bulk', 'file.users': 'bulk', 'file.orgs': 'absent' },
    ...{ 'source.systemName': 'Invented SIS', 'source.systemCode': 'invented' },
    ...files,
  })
    .map((row) => `${row.join(',')}\r\n`)
    .join('');

export const table = (header: string, ...rows: string[]) => `\uFEFF${[header, ...rows].join('\r\n')}\r\n`;

export const sessions = table(
  'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
  'S1,,,Autumn 2025,semester,2025-09-01,2026-02-01,,2026',
  'S2,,,Spring 2026,semester,2026-02-01,2026-07-01,,2026',
);
export const courses = table(
  'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
  'BIO,,,,Biology,BIO101,"09,10",ORG,"Science,Life",',
  'ART,,,,Art,ART100,,ORG,,',
);
export const classHeader =
  'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods';
export const classes = table(
  classHeader,
  'C1,,,"Biology, section 1",,BIO,BIO101-1,scheduled,,ORG,"S1,S2",Botany,,',
  'C2,,,Biology &amp; section 2,,BIO,,scheduled,,ORG,S1,,,',
  'C3,,,Art,,ART,,scheduled,,ORG,S2,,,',
);
export const enrolmentHeader =
  'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate';
export const enrolments = table(
  enrolmentHeader,
  'E1,,,C1,ORG,U1,student,,2025-09-03,',
  'E2,,,C1,ORG,U2,student,,2025-09-01,2025-10-01',
  'E3,,,C2,ORG,U2,student,,2025-10-01,2026-02-01',
  'E4,,,C1,ORG,U3,teacher,true,,',
  'E5,,,C3,ORG,U1,student,,2026-06-15,',
);
/** Never opened. */
export const users = table(
  'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email',
  'U1,,,true,ada.invented,,Ada,Invented,,,ada@school.example',
);

export const bundle: Readonly<Record<string, string>> = {
  'manifest.csv': manifest(),
  'academicSessions.csv': sessions,
  'courses.csv': courses,
  'classes.csv': classes,
  'enrollments.csv': enrolments,
  'users.csv': users,
};
