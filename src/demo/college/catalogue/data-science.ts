import { course, type Subject } from './catalogue-entry.ts';

export const dataScience: Subject = {
  name: 'Data Science',
  faculty: 'Science and Technology',
  courses: [
    course(
      'DAT101',
      'introductory',
      'Thinking with Data',
      'Ask a question, find data, clean it, draw it and say honestly what it shows. Using spreadsheets and first steps in R, you examine bicycle counts, rents and rainfall, meet averages that mislead and charts that lie, and write a one-page report for a town council.',
    ),
    course(
      'DAT102',
      'introductory',
      'Visualising Information',
      'The grammar of graphics: how position, length, colour and motion are read by the eye. You redraw poor charts from the press, design maps and small multiples, check colours for colour-blind readers, and publish an interactive story about a data set that matters to you.',
    ),
    course(
      'DAT201',
      'intermediate',
      'Statistics for Decisions',
      'Sampling, confidence intervals, hypothesis tests and regression, taught by simulation before formula. You design an experiment, calculate how many participants it needs, spot p-hacking in a published study, and learn to say how uncertain a conclusion is to someone who wants a simple answer.',
      ['DAT101'],
    ),
    course(
      'DAT202',
      'intermediate',
      'Machine Learning Foundations',
      'Linear models, decision trees, nearest neighbours and clustering, with the discipline that makes them trustworthy: held-out data, cross-validation and baselines. You build a spam filter, a rent estimator and a small recommender in Python, and explain to a customer why each of them fails where it does.',
      ['CMP101', 'DAT201'],
    ),
    course(
      'DAT203',
      'intermediate',
      'Data Engineering Pipelines',
      'Move data from where it is born to where it is used, reliably. Batch and streaming pipelines, schemas, orchestration, warehouse modelling and data quality tests. Teams build a pipeline for public transport events, then hand it to another team that is asked to break it.',
      ['CMP202'],
    ),
    course(
      'DAT204',
      'intermediate',
      'Spatial Analysis and Mapping',
      'Geographic information systems for questions in which place matters. Projections, satellite imagery, spatial joins, interpolation and network distance. Case studies follow flood risk, ambulance coverage and urban heat, and each student maps one local problem with open data and open-source software for a public exhibition.',
      ['DAT101'],
    ),
    course(
      'DAT301',
      'advanced',
      'Deep Learning',
      'Neural networks from the gradient of a single neuron to convolutional, recurrent and attention models. You implement backpropagation by hand, then use a modern framework to train image and text models, study regularisation, optimisation and embeddings, and reproduce a recent paper as the final project.',
      ['DAT202', 'MAT201'],
    ),
    course(
      'DAT302',
      'advanced',
      'Natural Language Processing',
      'How machines read and write: tokenisation, tagging, parsing, embeddings, language models and translation. You build a search engine over court decisions, probe a large model for bias, evaluate summaries with and without human judges, and discuss what understanding a sentence could mean for software.',
      ['DAT202'],
    ),
    course(
      'DAT303',
      'advanced',
      'Causal Inference',
      'Correlation is not causation, so what is? Potential outcomes, directed graphs, matching, instrumental variables and natural experiments. Examples come from medicine, schooling and labour economics. You re-analyse a famous study, state your assumptions openly, and find out which of them your conclusion cannot survive without.',
      ['DAT201'],
    ),
    course(
      'DAT304',
      'advanced',
      'Responsible Artificial Intelligence',
      'Fairness, privacy, transparency and accountability when algorithms decide about people. You audit a scoring system, apply differential privacy to a survey, read the European AI Act with a lawyer, and write the documentation that a model for hospital triage would need before anyone may use it.',
      ['DAT202'],
    ),
    course(
      'DAT305',
      'advanced',
      'Recommender Systems',
      'Collaborative filtering, matrix factorisation, sequence models and hybrids that suggest what to read, hear or study next. You evaluate them offline without fooling yourself, run a small live experiment, handle users without history, and explain every recommendation in a sentence that is actually true.',
      ['DAT202'],
    ),
  ],
};
