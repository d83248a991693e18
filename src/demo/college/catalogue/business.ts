import { course, type Subject } from './catalogue-entry.ts';

export const business: Subject = {
  name: 'Business',
  faculty: 'Business and Law',
  courses: [
    course(
      'BUS101',
      'introductory',
      'How Companies Work',
      'Follow one product from idea to invoice through purchasing, production, marketing, finance and people. Company visits, short cases and a trading game show how the parts depend on one another, what a business plan is for, and why profitable firms still run out of cash.',
    ),
    course(
      'BUS102',
      'introductory',
      'Bookkeeping and Accounts',
      'Double entry from the first receipt to the annual statement. You keep the books of a bicycle shop for a fictional year, first on paper, then in software, and learn to read balance sheet, income statement and cash flow as three views of the same story.',
    ),
    course(
      'BUS103',
      'introductory',
      'Marketing Fundamentals',
      'Find out what people need, offer it, price it and let them know. Segmentation, brands, channels and promotion are practised on a local shop that takes part in the course. Surveys and interviews come before slogans, and ethics before persuasion of the vulnerable.',
    ),
    course(
      'BUS201',
      'intermediate',
      'Corporate Finance',
      'The value of money in time: discounting, risk and return, capital budgeting and financing. You appraise a wind farm, compare debt with equity, value a company listed on the stock exchange, and see in historical crises what happens when everybody trusts the same model.',
      ['BUS102'],
    ),
    course(
      'BUS202',
      'intermediate',
      'Operations and Supply Chains',
      'Processes, capacity, quality and inventory in factories, hospitals and warehouses. You measure a queue, balance an assembly line made of toy bricks, forecast demand, and redesign a supply chain that must survive a blocked canal. Lean production and its human limits are studied on site.',
      ['BUS101'],
    ),
    course(
      'BUS203',
      'intermediate',
      'Digital Marketing and Analytics',
      'Search engines, social media, newsletters and the measurement of all three. You plan a campaign with a small real budget, set up privacy-friendly analytics, run an A/B test properly, and calculate what a new customer costs. Dark patterns are recognised, named and left out.',
      ['BUS103'],
    ),
    course(
      'BUS204',
      'intermediate',
      'Human Resources and Leadership',
      'Recruiting, feedback, pay, conflict and change, from the viewpoint of those who lead and of those who are led. Role plays cover the first job interview, the difficult appraisal and the redundancy. Employment law and diversity research give the conversations a firm frame.',
      ['BUS101'],
    ),
    course(
      'BUS205',
      'intermediate',
      'Project Management',
      'Plan, schedule, budget and steer work that has never been done before. Work breakdown, critical path, risk registers and agile boards are applied to a project for a charity. You experience scope creep yourselves, and write an honest retrospective that the next team can use.',
    ),
    course(
      'BUS301',
      'advanced',
      'Entrepreneurship Laboratory',
      'Start something: a company, a cooperative or a social venture. You interview fifty potential customers, build a minimal product, calculate unit economics, and pitch to people who invest their own money. Failure is allowed, provided that it is documented well enough to teach others.',
      ['BUS103', 'BUS201'],
    ),
    course(
      'BUS302',
      'advanced',
      'Strategy in Uncertain Times',
      'Why some organisations stay ahead and others vanish. Industry analysis, competitive advantage, platforms, mergers and scenario planning are argued from long cases. In the final simulation six companies compete for eight rounds in a market whose rules, technology and public mood keep changing.',
      ['BUS201', 'BUS202'],
    ),
    course(
      'BUS303',
      'advanced',
      'Auditing and Corporate Governance',
      'Who watches those who manage other people’s money? Internal control, materiality, sampling, fraud detection and the duties of boards are learned from famous failures. You plan an audit, question a manager under pressure, and write an opinion that you would be prepared to sign.',
      ['BUS201'],
      { discontinued: true },
    ),
  ],
};
