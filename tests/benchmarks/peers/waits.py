# SPDX-License-Identifier: GPL-3.0-or-later
"""N waits of random length up to a second in asyncio. Prints seconds, lateness and bytes a wait."""
import asyncio
import random
import resource
import sys
import time


async def wait(length, late):
    due = time.monotonic() + length
    await asyncio.sleep(length)
    late.append(time.monotonic() - due)


async def main():
    count = int(sys.argv[1])
    lengths = [random.random() for _ in range(count)]
    late = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.monotonic()
    await asyncio.gather(*[wait(length, late) for length in lengths])
    seconds = time.monotonic() - begin
    rise = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    late.sort()
    print(f"seconds {seconds:.6f}")
    print(f"bound {max(lengths):.6f}")
    print(f"p50 {late[count // 2]:.6f}")
    print(f"p99 {late[count * 99 // 100]:.6f}")
    print(f"bytes {rise / count:.1f}")


if __name__ == "__main__":
    asyncio.run(main())
