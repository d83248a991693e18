import { type Message, type MessageKey, message } from '../../messages/message.ts';
import {
  type ConfigurationProblem,
  type ModelConfiguration,
  modelChoices,
  type ReadConfiguration,
  shippedConfiguration,
} from '../../recommender/model-configuration.ts';
import { families } from '../../recommender/scorers/shipped-scorers.ts';
import type { Words } from '../../words/words.ts';
import { ndcgWords } from '../models/ndcg-words.ts';
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
  /** NDCG@10 of the whole model with this value and all else as shipped: "0.410 and 0.568". */
  figures: string;
}

type SingleChoice = Exclude<keyof ModelConfiguration, 'without'>;

/** The choices as they are, with what was wrong with those that somebody has sent. */
export function choiceViews({ configuration, problems }: ReadConfiguration, words: Words): ChoiceView[] {
  const problem = (name: keyof ModelConfiguration) => problems[name] && problemWords(problems[name], words);
  const single = (name: SingleChoice, valueWords: (value: string) => Pick<ValueView, 'title' | 'about'>) => ({
    ...{ name, isMany: false, problem: problem(name) },
    title: words.say(`administration.model.${name}`),
    about: words.say(`administration.model.${name}.about`),
    values: modelChoices[name].map((value) => {
      const isShipped = value === shippedConfiguration[name];
      return {
        ...{
          value: `${value}`,
          isChosen: value === configuration[name],
          isShipped,
          ...valueWords(`${value}`),
        },
        figures: figureWords(isShipped ? measured.shipped : measured[name][`${value}`], words),
      };
    }),
  });
  const number = (value: string) => ({ title: words.number(Number(value)), about: '' });
  return [
    single('loss', (value) => {
      const loss = value as ModelConfiguration['loss'];
      return {
        title: words.say(`administration.model.loss.${loss}`),
        about: words.say(`administration.model.loss.${loss}.about`),
      };
    }),
    single('dimensions', number),
    single('attentionDimensions', number),
    {
      ...{ name: 'without', isMany: true, problem: problem('without') },
      title: words.say('administration.model.without.title'),
      about: words.say('administration.model.without.about', {
        figures: figureWords(measured.shipped, words),
      }),
      values: families.map(({ name }) => ({
        ...{ value: name, title: words.tell(scorerTitle(name)), about: words.tell(scorerSays(name)) },
        ...{ isChosen: configuration.without.includes(name), isShipped: false },
        figures: figureWords(measured.without[name], words),
      })),
    },
  ];
}

/** What a family of scorers is called; a test asserts that each has this message and the next. */
function scorerTitle(family: string): Message {
  return { key: `scorer.${family}` as MessageKey };
}

/** What it puts forward, in a sentence for people who do not know the recommender. */
function scorerSays(family: string): Message {
  return { key: `scorer.${family}.says` as MessageKey };
}

function problemWords({ why, choices }: ConfigurationProblem, words: Words): string {
  const isFamily = (choice: string) => families.some(({ name }) => name === choice);
  const named = choices.map((choice) => (isFamily(choice) ? words.tell(scorerTitle(choice)) : choice));
  return words.say(`administration.model.problem.${why}`, { choices: words.list(named) });
}

function figureWords(figures: Figures | undefined, words: Words): string {
  return figures
    ? words.list(figures.map((ndcg) => ndcgWords(ndcg, words)))
    : words.say('administration.model.notMeasured');
}

/** "Softmax; numbers for a course: 16, with attention: 64; without: Season" */
export function configurationMessage(configuration: ModelConfiguration): Message {
  const { loss, dimensions, attentionDimensions: attention, without } = configuration;
  const numbers = { loss: message(`administration.model.loss.${loss}`), dimensions, attention };
  return without.length > 0
    ? message('administration.model.made.without', { ...numbers, without: without.map(scorerTitle) })
    : message('administration.model.made', numbers);
}
