import { course, type Subject } from './catalogue-entry.ts';

export const economics: Subject = {
  name: 'Economics',
  faculty: 'Business and Law',
  courses: [
    course(
      'ECO101',
      'introductory',
      'Economics of Everyday Life',
      'Prices, wages, rents and taxes as answers to scarcity. Supply and demand, incentives, externalities and inequality are introduced through questions from the daily paper. Classroom experiments turn the students into traders, polluters and voters, and the results are compared with the theory afterwards.',
    ),
    course(
      'ECO102',
      'introductory',
      'Personal Finance',
      'Budgets, accounts, credit, insurance, pensions and investment for people with ordinary incomes. You compare rental contracts and loans, understand compound interest in both directions, read the small print of a mobile plan, and make a ten-year plan that survives an unexpected repair.',
    ),
    course(
      'ECO201',
      'intermediate',
      'Microeconomics',
      'Consumers, firms and markets with the tools of calculus. Elasticity, costs, competition, monopoly, information and strategic behaviour are analysed formally and tested against evidence. Case studies include ticket resale, organ exchange and ride hailing, where clever design replaced or repaired a market.',
      ['ECO101', 'MAT101'],
    ),
    course(
      'ECO202',
      'intermediate',
      'Macroeconomics',
      'Growth, unemployment, inflation and crises of whole economies. National accounts, money, central banks, public debt and trade are studied with current data from statistical offices. You write the briefing for an interest-rate decision and defend it against hawks and doves among your classmates.',
      ['ECO101'],
    ),
    course(
      'ECO203',
      'intermediate',
      'Economic History of Globalisation',
      'Silver, cotton, steam, containers and microchips: five hundred years of a connected world. Why did some regions grow rich first, and who paid for it? Sources range from merchants’ letters to wage series, and colonialism and labour have as much space as inventions do.',
      ['ECO101'],
    ),
    course(
      'ECO204',
      'intermediate',
      'Development Economics',
      'Poverty, health, schooling, credit and institutions in low-income countries. Field experiments, cash transfers, microfinance and migration are examined without easy heroes. You evaluate a programme’s costs and effects and learn to listen to households before designing anything on their behalf.',
      ['ECO101', 'DAT101'],
    ),
    course(
      'ECO301',
      'advanced',
      'Econometrics',
      'Regression with its eyes open: endogeneity, instruments, panels, differences in differences and discontinuities. You replicate published papers from their data, find out how fragile some results are, and carry out an original empirical study with code that anybody can run again.',
      ['DAT201', 'ECO201'],
    ),
    course(
      'ECO302',
      'advanced',
      'Game Theory',
      'Strategic decisions when the outcome depends on others. Equilibrium, repeated games, bargaining, auctions, signalling and mechanism design are developed with proofs and played in class. Applications reach from penalty kicks and spectrum auctions to climate treaties and the allocation of school places.',
      ['ECO201'],
    ),
    course(
      'ECO303',
      'advanced',
      'Behavioural Economics',
      'People are neither calculators nor fools. Heuristics, loss aversion, self-control, fairness and social preferences are demonstrated in experiments that you run. Nudges for pensions, energy and tax compliance are evaluated for effect and for legitimacy, including those that quietly failed.',
      ['ECO201', 'PSY101'],
    ),
    course(
      'ECO304',
      'advanced',
      'Environmental Economics',
      'Put a price on pollution, or forbid it? Externalities, carbon taxes, emissions trading, discounting the far future, fisheries and biodiversity are analysed with economic tools and their limits. Groups negotiate a climate agreement between unequal countries and report how near they came.',
      ['ECO101', 'ENV102'],
    ),
  ],
};
