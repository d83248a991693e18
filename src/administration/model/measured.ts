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
  shipped: [0.414, 0.568],
  loss: { bce: [0.414, 0.566], focal: [0.403, 0.558] },
  dimensions: { 32: [0.41, 0.565], 64: [0.403, 0.572] },
  attentionDimensions: { 32: [0.415, 0.568] },
  without: {
    transitions: [0.4, 0.563],
    'item-neighbours': [0.414, 0.563],
    ease: [0.398, 0.559],
    network: [0.411, 0.564],
    attention: [0.414, 0.57],
    content: [0.406, 0.567],
    trends: [0.413, 0.536],
    programme: [0, 0],
    popularity: [0.411, 0.563],
    season: [0.411, 0.548],
    affinity: [0.415, 0.569],
  },
};
