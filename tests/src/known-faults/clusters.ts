import { at, type KnownFault } from './known-fault.ts';

const CLUSTER = 'tests/src/cluster/faults.test.ts';
const NODES = 'tests/src/node-faults.test.ts';
const INDEXES = 'packages/store-opensearch/src/layout/indexes.test.ts';

/** C: a cluster. */
export const CLUSTERS: readonly KnownFault[] = [
  {
    id: 'C1',
    fault: 'a bulk of which some items are refused or put off',
    expected: 'only those are sent again; nothing of a refused load counts',
    tests: [
      ...at(
        'packages/store-opensearch/src/wire/bulk.test.ts',
        'sends again only what was put off',
        'names the document that is refused, and why',
      ),
      ...at(
        CLUSTER,
        'sends only those documents again that were put off with %d',
        'names the document that is refused, and nothing of its load counts',
      ),
    ],
  },
  {
    id: 'C2',
    fault: 'a node that dies amid a load, before or after it answered',
    expected: 'the day is loaded once',
    tests: [
      ...at(CLUSTER, 'loads a day once in spite of %s', 'commits once when the connection breaks %s the commit'),
      ...at(NODES, 'loads a day once when all nodes are started again in the middle of it'),
    ],
  },
  {
    id: 'C3',
    fault: 'a bulk that is sent twice',
    expected: 'the same ids, the same count',
    tests: [
      ...at('packages/store-opensearch/src/load/documents.test.ts', 'have an id of grain and load, the same each time'),
      ...at(CLUSTER, 'says after a lost commit, when asked to load again, that nothing has changed'),
    ],
  },
  {
    id: 'C4',
    fault: 'the block of full disks comes and goes',
    expected: 'readable meanwhile, and loaded when there is room',
    tests: [
      ...at(
        CLUSTER,
        'waits with a load while the disks are full, is readable meanwhile, and goes on when there is room',
      ),
      ...at(NODES, 'says that the disks are full, and loads the day when the cluster has lifted its block'),
    ],
  },
  {
    id: 'C5',
    fault: 'the node that leads dies while a day is replaced',
    expected: 'readers see the old or the new, never both',
    tests: at(
      NODES,
      'answers all questions correctly while a node dies',
      'goes on loading and answering while a node is frozen',
    ),
  },
  {
    id: 'C6',
    fault: 'a template that is missing, hostile names',
    expected: 'no name from outside becomes a field',
    tests: at(INDEXES, 'take no field that is not in the catalogue, even when they are created by a write'),
  },
  {
    id: 'C7',
    fault: 'ids of very long names',
    expected: 'within what an engine takes',
    tests: at(
      'packages/store-opensearch/src/load/documents.test.ts',
      'have ids of 32 bytes, however long the names are: an engine takes 512',
    ),
  },
  {
    id: 'C8',
    fault: 'a wrong password, a foreign certificate, plain http where TLS is spoken',
    expected: 'refused by name, and nothing is sent in plain',
    tests: at(
      'tests/src/cluster/doors.test.ts',
      'opens again, without a new start, when a changed password is changed back',
      'is trusted when the authority is given',
      'is not spoken to in plain, nor a plain one in secret',
    ),
  },
  {
    id: 'C9',
    fault: 'more groups than an answer may hold',
    expected: 'all of them, page by page',
    tests: at('packages/store-opensearch/src/wire/composite.test.ts', 'are all read: %i'),
  },
  {
    id: 'C10',
    fault: 'an answer that comes too late or without a shard',
    expected: 'asked for again, else store_partial; never a part of a sum',
    tests: [
      ...at(CLUSTER, 'asks again when a search is turned away, and never answers with a part'),
      ...at(
        'packages/store-opensearch/src/wire/composite.test.ts',
        'are an error, never a part, when a page comes without one of its shards or too late',
      ),
    ],
  },
  {
    id: 'C11',
    fault: 'an index of somebody else under our prefix',
    expected: 'store_foreign, and nothing is written',
    tests: at(INDEXES, 'are not created beside a foreign index, which is left untouched'),
  },
];
