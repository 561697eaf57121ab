import { tellNemesis } from '../support/nemesis/nemesis-story.js';
import { SEEDS_BY_NIGHT } from '../support/nemesis/seeds.js';

tellNemesis(SEEDS_BY_NIGHT);
