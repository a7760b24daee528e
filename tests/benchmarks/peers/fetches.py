# SPDX-License-Identifier: GPL-3.0-or-later
"""N fetches of carts with so many in flight through aiohttp. Prints the seconds it took."""
import asyncio
import sys
import time

import aiohttp


async def fetch_some(session, base, query, numbers, sizes):
    for number in numbers:
        async with session.get(f"{base}/carts/{number % 50 + 1}{query}") as response:
            assert response.status == 200
            sizes.append(len(await response.read()))


async def main():
    base, count, in_flight, delay_ms = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    query = f"?delay={delay_ms}" if delay_ms else ""
    sizes = []
    numbers = iter(range(count))
    connector = aiohttp.TCPConnector(limit=in_flight)
    # As ours: plain bytes, no deadline shorter than the run.
    async with aiohttp.ClientSession(connector=connector, headers={"Accept-Encoding": "identity"}) as session:
        begin = time.monotonic()
        await asyncio.gather(*[fetch_some(session, base, query, numbers, sizes) for _ in range(in_flight)])
        seconds = time.monotonic() - begin
    assert len(sizes) == count
    print(f"seconds {seconds:.6f}")


if __name__ == "__main__":
    asyncio.run(main())
