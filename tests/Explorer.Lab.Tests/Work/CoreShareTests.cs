using Explorer.Lab.Work;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Tests.Work;

public sealed class CoreShareTests
{
    [Fact]
    public void One_training_alone_has_all_cores()
    {
        using var seat = ShareOf(5).Join();

        Assert.Equal(5, seat.Threads);
    }

    [Fact]
    public void Cores_are_shared_out_evenly_and_again_when_one_leaves()
    {
        var cores = ShareOf(5);
        using var first = cores.Join();
        var second = cores.Join();
        using var third = cores.Join();

        Assert.Equal([2, 2, 1], [first.Threads, second.Threads, third.Threads]);

        second.Dispose();

        Assert.Equal([3, 2], [first.Threads, third.Threads]);
    }

    [Fact]
    public void More_trainings_than_cores_have_a_thread_each()
    {
        var cores = ShareOf(2);
        using var first = cores.Join();
        using var second = cores.Join();
        using var third = cores.Join();

        Assert.Equal([1, 1, 1], [first.Threads, second.Threads, third.Threads]);
    }

    [Fact]
    public void Zero_threads_mean_one_per_processor() => Assert.Equal(Environment.ProcessorCount, ShareOf(0).Cores);

    private static CoreShare ShareOf(int threads) => new(Options.Create(new ComputeOptions { Threads = threads }));
}
