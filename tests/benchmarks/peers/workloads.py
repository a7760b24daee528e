# SPDX-License-Identifier: GPL-3.0-or-later
"""The five workloads in CPython, each with the means of the model that it is told with, against
the same server. Prints the seconds it took, as measured inside the program."""
import asyncio
import multiprocessing
import sys
import threading
import time
import urllib.request


def download_pages(base):
    sizes = []

    def download(number):
        time.sleep(2)
        with urllib.request.urlopen(f"{base}/pages/{number}") as response:
            sizes.append(len(response.read()))

    threads = [threading.Thread(target=download, args=(number,)) for number in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sizes) == 3


def square(n):
    return n * n


def compute_squares(base):
    with multiprocessing.Pool(processes=3) as pool:
        assert pool.map(square, [1, 2, 3, 4, 5]) == [1, 4, 9, 16, 25]


def one_task(base):
    asyncio.run(asyncio.sleep(3))


def two_tasks(base):
    async def both():
        await asyncio.gather(asyncio.sleep(2), asyncio.sleep(3))

    asyncio.run(both())


def total_of(cart):
    time.sleep(cart["id"])
    return sum(round(product["total"] * 100) for product in cart["products"])


def shopping_carts(base):
    import aiohttp

    async def fetch(session, number):
        await asyncio.sleep(number)
        async with session.get(f"{base}/carts/{number}") as response:
            return await response.json()

    async def fetch_all():
        async with aiohttp.ClientSession() as session:
            return await asyncio.gather(*[fetch(session, number) for number in range(1, 6)])

    carts = asyncio.run(fetch_all())
    with multiprocessing.Pool(processes=5) as pool:
        assert sum(pool.map(total_of, carts)) == 3105682


def main():
    name, base = sys.argv[1], sys.argv[2]
    if name == "shopping-carts":
        import aiohttp  # noqa: F401  (outside the time that is measured)
    begin = time.monotonic()
    globals()[name.replace("-", "_")](base)
    print(f"seconds {time.monotonic() - begin:.6f}")


if __name__ == "__main__":
    main()
