// SPDX-License-Identifier: GPL-3.0-or-later
// tap.mjs: checks as lines of TAP.

let count = 0;
let failed = 0;

/** One line: the check passes when body does not throw. */
export async function check(name, body) {
  count += 1;
  try {
    await body();
    console.log(`ok ${count} - ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${count} - ${name}`);
    console.log(String(error.stack ?? error).replace(/^/gm, '# '));
  }
}

export function finish() {
  console.log(`1..${count}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
