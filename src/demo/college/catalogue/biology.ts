import { course, type Subject } from './catalogue-entry.ts';

export const biology: Subject = {
  name: 'Biology',
  faculty: 'Life and Environment',
  courses: [
    course(
      'BIO101',
      'introductory',
      'The Living Cell',
      'Membranes, organelles, enzymes and energy: what every organism has in common. In the laboratory you look at cells through a microscope, watch osmosis burst an onion skin, measure photosynthesis in pondweed, and keep the kind of notebook that somebody else could repeat your work from.',
    ),
    course(
      'BIO102',
      'introductory',
      'Plants Around Us',
      'Identify common wild plants, understand their leaves, flowers and seeds, and read a habitat from what grows in it. Weekly walks with a hand lens and a key alternate with lessons about photosynthesis, pollination, fungi and soil. You make a small herbarium of your own neighbourhood.',
    ),
    course(
      'BIO103',
      'introductory',
      'Animal Diversity',
      'From sponges to mammals: body plans, life cycles and behaviour of the animal kingdom. Dissection is replaced by museum specimens, film and live invertebrates. You build a phylogenetic tree from characters that you chose yourself and find out how evolution made wings at least four times.',
    ),
    course(
      'BIO201',
      'intermediate',
      'Genetics and Heredity',
      'Mendel’s peas, chromosomes, mutation, gene expression and population genetics. You cross fruit flies, read pedigrees, map a gene, and extract your own DNA. Seminar evenings discuss genetic testing, crop breeding and what ancestry services can and cannot tell the people who pay for them.',
      ['BIO101'],
    ),
    course(
      'BIO202',
      'intermediate',
      'Ecology of Communities',
      'How species live together: competition, predation, symbiosis, succession and food webs. Field weeks in a woodland and on a shore teach sampling with quadrats and transects, identification and statistics. You model a population, predict its future, and return in spring to see whether it agreed.',
      ['BIO102'],
    ),
    course(
      'BIO203',
      'intermediate',
      'Microbiology',
      'Bacteria, viruses and fungi, the majority of life. You culture and stain microbes from soil, yoghurt and skin, test antibiotics, sequence an unknown isolate and follow an outbreak as an investigator. Fermentation, immunity and resistance connect the bench with medicine, food and the environment.',
      ['BIO101'],
    ),
    course(
      'BIO204',
      'intermediate',
      'Human Physiology',
      'Heart, lungs, kidneys, nerves and hormones, and how they keep the inside of the body constant. You record electrocardiograms, breathing and reflexes on one another, interpret the effects of exercise and altitude, and relate normal function to common diseases such as diabetes and hypertension.',
      ['BIO101'],
    ),
    course(
      'BIO301',
      'advanced',
      'Evolutionary Biology',
      'Selection, drift, speciation and the history of life. You test hypotheses with molecular phylogenies, simulate populations, read the fossil record critically, and debate the evolution of sex, cooperation and ageing. The course ends with a research proposal that is reviewed by the other students.',
      ['BIO201'],
    ),
    course(
      'BIO302',
      'advanced',
      'Conservation Biology',
      'Why species disappear and what can be done in time. Population viability, habitat fragmentation, invasive species, reserve design and restoration, with the people who live there always in the picture. A management plan for a real wetland is written together with the local nature trust.',
      ['BIO202'],
    ),
    course(
      'BIO303',
      'advanced',
      'Molecular Biology Techniques',
      'An intensive laboratory course: cloning, PCR, electrophoresis, sequencing, CRISPR editing and protein purification. You plan controls, troubleshoot failures, analyse reads with open-source bioinformatics tools, and present the results as a poster. Safety and the ethics of gene editing are part of every experiment.',
      ['BIO201', 'BIO203'],
    ),
    course(
      'BIO304',
      'advanced',
      'Neurobiology',
      'Neurons, synapses and circuits, from ion channels to memory and sleep. You model the action potential, record from a cockroach leg, study classic lesions and modern imaging, and weigh what brain scans really show. Topics include addiction, plasticity, perception and neurodegenerative disease.',
      ['BIO204'],
    ),
  ],
};
