/** NDCG@10 of the whole model: on the demo college, on the graduate school. */
export type Figures = readonly [college: number, school: number];

/** What `npm run evaluate` measured with one choice changed (docs/decisions/0005 has the commands). */
export const measured: {
  shipped: Figures;
  loss: Readonly<Record<string, Figures>>;
  dimensions: Readonly<Record<string, Figures>>;
  attentionDimensions: Readonly<Record<string, Figures>>;
  without: Readonly<Record<string, Figures>>;
} = {
  shipped: [0.463, 0.577],
  loss: { bce: [0.454, 0.566], focal: [0.459, 0.559] },
  dimensions: { 32: [0.458, 0.577], 64: [0.46, 0.567] },
  attentionDimensions: { 32: [0.457, 0.576] },
  without: {
    transitions: [0.451, 0.572],
    'item-neighbours': [0.459, 0.565],
    ease: [0.449, 0.564],
    network: [0.456, 0.571],
    attention: [0.459, 0.577],
    content: [0.457, 0.563],
    trends: [0.458, 0.542],
    programme: [0.405, 0.577],
    popularity: [0.459, 0.577],
    season: [0.468, 0.555],
    affinity: [0.459, 0.56],
  },
};
