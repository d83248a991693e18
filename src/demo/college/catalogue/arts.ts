import { course, type Subject } from './catalogue-entry.ts';

export const arts: Subject = {
  name: 'Art and Design',
  faculty: 'Arts and Humanities',
  courses: [
    course(
      'ART101',
      'introductory',
      'Drawing What You See',
      'Line, proportion, light and perspective with pencil, charcoal and ink. Still life, architecture and the human figure are drawn in the studio and outdoors. You fill two sketchbooks, learn to look longer than feels comfortable, and find out that drawing can be taught to everyone.',
    ),
    course(
      'ART102',
      'introductory',
      'Photography Basics',
      'Aperture, shutter speed, light and composition, with a camera or a telephone. Weekly assignments cover portrait, street, movement and night. Images are chosen, edited and discussed in class, together with consent, manipulation and the history of pictures that changed what people believed.',
    ),
    course(
      'ART103',
      'introductory',
      'Colour, Type and Layout',
      'The elements of graphic design: contrast, hierarchy, grid, typeface and colour. You set a poem, design a ticket, rebuild a confusing timetable and make a poster that can be read from a bicycle. Paper and scissors come first, and layout software only afterwards.',
    ),
    course(
      'ART201',
      'intermediate',
      'Illustration and Storytelling',
      'Tell stories in pictures: characters, sequence, pace and the relation of word and image. Picture books, comics and editorial illustration are analysed and made, in ink, print and on the tablet. A sixteen-page zine is printed on the risograph and sold at the spring fair.',
      ['ART101'],
    ),
    course(
      'ART202',
      'intermediate',
      'Film and Video Production',
      'From idea to screening in fourteen weeks: script, storyboard, camera, sound, editing and colour. Small crews shoot a documentary and a short fiction, rotating roles so that everyone has held the microphone. Rights, releases and festival submission are part of the work.',
      ['ART102'],
    ),
    course(
      'ART203',
      'intermediate',
      'Ceramics Studio',
      'Pinch, coil, slab and wheel; glaze, kiln and fire. You make bowls that nest, a lidded jar and a larger piece of your own design, keep a glaze book with test tiles, and study vessels from Jomon Japan to the present factory floor.',
    ),
    course(
      'ART204',
      'intermediate',
      'User Experience Design Studio',
      'Design digital products with and for people. Research, journey maps, information architecture, wireframes, prototypes and usability tests lead to a portfolio project for a museum. Accessibility, service design and the business behind the screen are discussed with practitioners who review your work.',
      ['ART103'],
    ),
    course(
      'ART205',
      'intermediate',
      'Art History: Images and Power',
      'From palace reliefs to protest banners, how images have served, mocked and toppled power. Painting, sculpture, architecture and photography are studied in museums and on streets. You write labels for ten works and lead a tour in which visitors do most of the talking.',
    ),
    course(
      'ART301',
      'advanced',
      'Typeface Design',
      'Draw an alphabet that works. Calligraphy, proportion, spacing, kerning, diacritics and hinting lead from the first letters to an installable font. Legibility research, script history and non-Latin systems broaden the view, and every finished typeface is tested in print and on small screens.',
      ['ART103', 'ART101'],
    ),
    course(
      'ART302',
      'advanced',
      'Animation and Motion Design',
      'Bring drawings, puppets and type to life. Timing, weight, anticipation and sound are practised frame by frame before software interpolates. You produce a title sequence and a one-minute film, from animatic to final render, and learn how to finish under a production schedule.',
      ['ART201'],
    ),
    course(
      'ART303',
      'advanced',
      'Exhibition Making',
      'Concept, selection, loan, space, light, text and opening night. The class curates a real exhibition in the town gallery with a real budget, works with artists and technicians, writes for different audiences, and evaluates what visitors saw, skipped, misunderstood and remembered a month later.',
      ['ART205'],
    ),
  ],
};
