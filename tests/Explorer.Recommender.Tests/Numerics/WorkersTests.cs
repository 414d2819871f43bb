using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Tests.Numerics;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_chunk_runs_once(int workers)
    {
        var runs = new int[100];

        Workers.Run(workers, runs.Length, (chunk, _) => Interlocked.Increment(ref runs[chunk]), TestContext.Current.CancellationToken);

        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failure_comes_out_as_it_was_thrown(int workers) =>
        Assert.Throws<ExplorerException>(() =>
            Workers.Run(workers, 10, (_, _) => throw new ExplorerException("no"), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelled_it_starts_no_further_chunk(int workers)
    {
        using var source = new CancellationTokenSource();
        var runs = 0;

        Assert.Throws<OperationCanceledException>(() => Workers.Run(
            workers,
            1000,
            (_, _) =>
            {
                Interlocked.Increment(ref runs);
                source.Cancel();
            },
            source.Token));

        Assert.InRange(runs, 1, workers);
    }

    [Fact]
    public void Cancelled_work_that_cannot_be_stopped_is_not_waited_for()
    {
        using var source = new CancellationTokenSource();
        using var end = new ManualResetEventSlim();

        Assert.ThrowsAny<OperationCanceledException>(() => Workers.Await(
            () =>
            {
                source.Cancel();
                return end.Wait(Timeout.Infinite, TestContext.Current.CancellationToken);
            },
            source.Token));

        end.Set();
    }

    [Fact]
    public void Work_that_ends_is_answered_with_what_it_returned_or_threw()
    {
        Assert.Equal(7, Workers.Await(() => 7, TestContext.Current.CancellationToken));
        Assert.Throws<ExplorerException>(() => Workers.Await<int>(() => throw new ExplorerException("no"), TestContext.Current.CancellationToken));
    }
}
