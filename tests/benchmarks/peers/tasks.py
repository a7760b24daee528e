# SPDX-License-Identifier: GPL-3.0-or-later
"""The squares of 1..N in CPython: threads, processes or asyncio. Prints the seconds it took."""
import asyncio
import multiprocessing
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def square(n):
    return n * n


async def square_async(n):
    return n * n


async def gather(numbers):
    return await asyncio.gather(*[square_async(n) for n in numbers])


def run(kind, numbers, workers):
    if kind == "threads":
        with ThreadPoolExecutor(max_workers=workers) as pool:
            return list(pool.map(square, numbers))
    if kind == "processes":
        with multiprocessing.Pool(processes=workers) as pool:
            return pool.map(square, numbers, chunksize=1)
    return asyncio.run(gather(numbers))


def main():
    kind, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    begin = time.monotonic()
    results = run(kind, range(1, count + 1), workers)
    seconds = time.monotonic() - begin
    assert sum(results) == count * (count + 1) * (2 * count + 1) // 6
    print(f"seconds {seconds:.6f}")


if __name__ == "__main__":
    main()
