import {
  type ModelConfiguration,
  modelChoices,
  type ReadConfiguration,
  shippedConfiguration,
} from '../../recommender/model-configuration.ts';
import { families } from '../../recommender/scorers/shipped-scorers.ts';
import { type Figures, measured } from './measured.ts';

/** One choice of the form, with all its values. */
export interface ChoiceView {
  /** Of the field. */
  name: keyof ModelConfiguration;
  title: string;
  about: string;
  /** Several values may be ticked. */
  isMany: boolean;
  problem: string | undefined;
  values: ValueView[];
}

interface ValueView {
  value: string;
  title: string;
  about: string;
  isChosen: boolean;
  /** What the model is without any choice. */
  isShipped: boolean;
  /** NDCG@10 of the whole model with this value and all else as shipped: ".410 and .568". */
  figures: string;
}

type SingleChoice = Exclude<keyof ModelConfiguration, 'without'>;

const titles: Record<SingleChoice, readonly [title: string, about: string]> = {
  loss: ['How the network learns', 'The loss: what counts as a mistake when somebody has taken a course.'],
  dimensions: [
    'Numbers for a course in the network',
    'Its dimensions. More can tell courses apart more finely; they need more data and longer training.',
  ],
  attentionDimensions: [
    'Numbers for a course in the network with attention',
    'The same for the second network, which sees courses together.',
  ],
};

const losses: Record<ModelConfiguration['loss'], readonly [title: string, about: string]> = {
  softmax: ['Softmax', 'The course that was taken has to stand out from all others together.'],
  bce: ['Binary cross-entropy', 'Each course is judged on its own: taken, or not.'],
  focal: [
    'Focal loss',
    'Each course on its own, too, but those that are easy to judge count little (γ = 2).',
  ],
};

/** The choices as they are, with what was wrong with those that somebody has sent. */
export function choiceViews({ configuration, problems }: ReadConfiguration): ChoiceView[] {
  const single = (name: SingleChoice, wordsOf: (value: string) => readonly [string, string]): ChoiceView => {
    const [title, about] = titles[name];
    return {
      ...{ name, title, about, isMany: false, problem: problems[name] },
      values: modelChoices[name].map((value) => {
        const [title, about] = wordsOf(`${value}`);
        const isShipped = value === shippedConfiguration[name];
        return {
          ...{ value: `${value}`, title, about, isChosen: value === configuration[name], isShipped },
          figures: figureWords(isShipped ? measured.shipped : measured[name][`${value}`]),
        };
      }),
    };
  };
  return [
    single('loss', (loss) => losses[loss as ModelConfiguration['loss']]),
    single('dimensions', (count) => [count, '']),
    single('attentionDimensions', (count) => [count, '']),
    {
      ...{ name: 'without', title: 'What is left out', isMany: true, problem: problems.without },
      about: `Each of these scorers says which courses fit, in a way of its own, and the ranker weighs what they say. One that is ticked is not asked; where nothing else needs it, it is not trained either. With all of them ${figureWords(measured.shipped)}.`,
      values: families.map(({ name, title, says }) => ({
        ...{ value: name, title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`, about: says },
        ...{ isChosen: configuration.without.includes(name), isShipped: false },
        figures: figureWords(measured.without[name]),
      })),
    },
  ];
}

function figureWords(figures: Figures | undefined): string {
  return figures ? figures.map((ndcg) => ndcg.toFixed(3).replace(/^0/, '')).join(' and ') : 'not measured';
}

/** "softmax loss, 16 numbers for a course, 64 with attention, without season" */
export function configurationWords(configuration: ModelConfiguration): string {
  const { loss, dimensions, attentionDimensions, without } = configuration;
  const leftOut = families.filter(({ name }) => without.includes(name)).map(({ title }) => title);
  return [
    `${losses[loss][0].toLowerCase()}, ${dimensions} numbers for a course, ${attentionDimensions} with attention`,
    leftOut.length > 0 ? `without ${leftOut.join('; ')}` : 'nothing left out',
  ].join(', ');
}
