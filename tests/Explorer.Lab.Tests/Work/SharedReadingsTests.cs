using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Tests.Work;

public sealed class SharedReadingsTests
{
    private readonly ConcurrentQueue<string> _begun = [];
    private readonly ConcurrentQueue<string> _ended = [];
    private readonly Channel<string> _source = Channel.CreateUnbounded<string>();
    private readonly SharedReadings<string, string> _readings;

    public SharedReadingsTests() => _readings = new SharedReadings<string, string>(ReadAsync);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_watch_share_one_reading_and_a_late_one_gets_the_latest_at_once()
    {
        await using var first = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await using var second = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await _source.Writer.WriteAsync("one", Token);
        Assert.True(await first.MoveNextAsync());
        Assert.True(await second.MoveNextAsync());

        await using var late = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        Assert.True(await late.MoveNextAsync());

        Assert.Same(first.Current, second.Current);
        Assert.Same(first.Current, late.Current);
        Assert.Equal(["a"], _begun);
        Assert.Equal(3, _readings.WatcherCount("a"));
    }

    [Fact]
    public async Task Who_was_busy_gets_the_latest_and_never_misses_the_last()
    {
        await using var slow = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await using var quick = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await _source.Writer.WriteAsync("0", Token);
        Assert.True(await slow.MoveNextAsync());
        for (var value = 1; value <= 50; value++)
        {
            await _source.Writer.WriteAsync($"{value}", Token);
        }

        while (await quick.MoveNextAsync() && quick.Current != "50")
        {
        }

        Assert.True(await slow.MoveNextAsync());
        Assert.Equal("50", slow.Current);
    }

    [Fact]
    public async Task It_ends_with_the_last_watcher_and_begins_anew_with_the_next()
    {
        var first = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        var second = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await _source.Writer.WriteAsync("one", Token);
        Assert.True(await first.MoveNextAsync());
        Assert.True(await second.MoveNextAsync());

        await first.DisposeAsync();
        Assert.Empty(_ended);
        await second.DisposeAsync();
        Assert.Equal(["a"], _ended);
        Assert.Equal(0, _readings.WatcherCount("a"));

        await using var next = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await _source.Writer.WriteAsync("two", Token);
        Assert.True(await next.MoveNextAsync());
        Assert.Equal("two", next.Current);
        Assert.Equal(["a", "a"], _begun);
    }

    [Fact]
    public async Task A_watcher_that_is_cancelled_leaves_the_others_alone()
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var stays = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        var leaves = _readings.WatchAsync("a", leave.Token).GetAsyncEnumerator(leave.Token);
        await _source.Writer.WriteAsync("one", Token);
        Assert.True(await stays.MoveNextAsync());
        Assert.True(await leaves.MoveNextAsync());

        var waiting = leaves.MoveNextAsync().AsTask();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await leaves.DisposeAsync();

        await _source.Writer.WriteAsync("two", Token);
        Assert.True(await stays.MoveNextAsync());
        Assert.Equal("two", stays.Current);
    }

    [Fact]
    public async Task What_it_throws_reaches_everyone_and_the_next_one_begins_anew()
    {
        await using var first = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await using var second = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await _source.Writer.WriteAsync("one", Token);
        Assert.True(await first.MoveNextAsync());
        Assert.True(await second.MoveNextAsync());

        await _source.Writer.WriteAsync("fail", Token);
        await Assert.ThrowsAsync<ExplorerException>(async () => await first.MoveNextAsync());
        await Assert.ThrowsAsync<ExplorerException>(async () => await second.MoveNextAsync());

        await using var next = _readings.WatchAsync("a", Token).GetAsyncEnumerator(Token);
        await _source.Writer.WriteAsync("two", Token);
        Assert.True(await next.MoveNextAsync());
        Assert.Equal("two", next.Current);
    }

    [Fact]
    public async Task Watchers_that_come_and_go_at_once_leave_nothing_behind()
    {
        var readings = new SharedReadings<string, string>(ReadOnceAsync);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Token, async (_, token) =>
        {
            await foreach (var value in readings.WatchAsync("a", token))
            {
                Assert.Equal("a", value);
                break;
            }
        });

        Assert.Equal(_begun.Count, _ended.Count);
        Assert.Equal(0, readings.WatcherCount("a"));
    }

    private async IAsyncEnumerable<string> ReadAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _begun.Enqueue(key);
        try
        {
            await foreach (var value in _source.Reader.ReadAllAsync(cancellationToken))
            {
                yield return value == "fail" ? throw new ExplorerException("It failed.") : value;
            }
        }
        finally
        {
            _ended.Enqueue(key);
        }
    }

    private async IAsyncEnumerable<string> ReadOnceAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _begun.Enqueue(key);
        yield return key;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Enqueue(key);
    }
}
