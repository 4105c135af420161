// `npm run test:idp`: runs the tests on a real Keycloak, which is fetched from Maven Central, once a machine.
// Ends with `N passed, N failed[, N skipped]`.
import { IDP_TESTS, runTests, SKIPPED, sumUp } from './cluster/run-tests.mjs';
import { findKeycloak } from './idp/keycloak.mjs';
import { build, install } from './setup.mjs';

install();
build();

try {
  await findKeycloak();
  const { counts } = await runTests(IDP_TESTS, { TEST_IDP: 'keycloak' });
  console.log(sumUp(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
} catch (error) {
  if (!error.isMissing) throw error;
  console.log(`${SKIPPED}tests on a real identity provider: ${error.message}`);
  console.log('0 passed, 0 failed, 1 skipped');
}
