import { CatalogueAndPlans1764000000001 } from './0001-catalogue-and-plans.js';
import { LanesAndLedger1764000000002 } from './0002-lanes-and-ledger.js';
import { LaneRules1764000000003 } from './0003-lane-rules.js';
import { Dossiers1768000000000 } from './1768000000000-dossiers.js';
import { DossierLanes1768100000000 } from './1768100000000-dossier-lanes.js';
import { WorldsPlansDuties1768200000000 } from './1768200000000-worlds-plans-duties.js';
import { Reports1768300000000 } from './1768300000000-reports.js';
import { LevelChanges1768400000000 } from './1768400000000-level-changes.js';
import { AgencySuccessions1768410000000 } from './1768410000000-agency-successions.js';
import { PaceOfCalls1768600000000 } from './1768600000000-pace-of-calls.js';
import { Inbound1768700000000 } from './1768700000000-inbound.js';
import { ExternalChanges1768710000000 } from './1768710000000-external-changes.js';

/** In order. A migration that has been released never changes. */
export const MIGRATIONS = [
  CatalogueAndPlans1764000000001,
  LanesAndLedger1764000000002,
  LaneRules1764000000003,
  Dossiers1768000000000,
  DossierLanes1768100000000,
  WorldsPlansDuties1768200000000,
  Reports1768300000000,
  LevelChanges1768400000000,
  AgencySuccessions1768410000000,
  PaceOfCalls1768600000000,
  Inbound1768700000000,
  ExternalChanges1768710000000,
];
