import { course, type Subject } from './catalogue-entry.ts';

export const music: Subject = {
  name: 'Music',
  faculty: 'Arts and Humanities',
  courses: [
    course(
      'MUS101',
      'introductory',
      'Hearing Music',
      'Rhythm, melody, harmony, timbre and form, understood through listening rather than notation. A different tradition each week, from West African drumming to string quartets and drill. You keep a listening diary, attend four concerts, and learn to say what you hear in words.',
    ),
    course(
      'MUS102',
      'introductory',
      'Theory and Ear Training',
      'Scales, intervals, chords and cadences on paper, at the keyboard and above all in the ear. Daily short exercises, sight singing in the group and dictation build fluency. Pop songs, chorales and jazz standards supply the examples, and no instrument is required to begin.',
    ),
    course(
      'MUS103',
      'introductory',
      'Choir',
      'Sing in four parts, with or without experience. Breathing, voice care, intonation and listening to one’s neighbour are practised on music from five centuries and several languages. Two public concerts end the term, one in a hall and one in a railway station.',
    ),
    course(
      'MUS201',
      'intermediate',
      'Songwriting',
      'Words, melody, chords, groove and structure. You write a song each fortnight under changing constraints, perform it before friendly critics, and rewrite it. Prosody, rhyme, hooks and arrangement are studied in songs from Brill Building to bedroom pop, and the best are recorded together.',
      ['MUS102'],
    ),
    course(
      'MUS202',
      'intermediate',
      'Recording and Music Production',
      'Microphones, acoustics, mixing and synthesis in the studio and on the laptop. You record a singer, a drum kit and a room, edit without destroying, use equalisers and compressors by ear, and deliver a finished release with artwork, credits and correct rights.',
      ['MUS101'],
    ),
    course(
      'MUS203',
      'intermediate',
      'Music and the Brain',
      'Why sounds move us. Perception of pitch and rhythm, emotion, memory, training, earworms and therapy are examined with experiments in which you take part. The course links acoustics, psychology and neuroscience, and checks what is left of the claim that music makes clever.',
      ['PSY101'],
      { discontinued: true },
    ),
    course(
      'MUS301',
      'advanced',
      'Composition Seminar',
      'Write for instruments and have them play it. Texture, form, notation and orchestration are developed in individual lessons and group discussion. Scores from Bartók to Saariaho serve as models, a visiting ensemble rehearses every piece, and the final concert is recorded for your portfolio.',
      ['MUS102', 'MUS201'],
    ),
    course(
      'MUS302',
      'advanced',
      'Sound for Film and Games',
      'Dialogue, effects, atmosphere and score that change what an audience sees. Spotting, foley, adaptive music, middleware and mixing for picture are practised on student films and a playable prototype. You learn to argue for silence and to deliver on the technical specification.',
      ['MUS202'],
    ),
  ],
};
