using System.Runtime.ExceptionServices;

namespace Explorer.Recommender.Numerics;

/// <summary>Hands numbered chunks of work to a few workers. Which worker takes which chunk must not matter to the result.</summary>
internal static class Workers
{
    /// <summary>How many workers a setting stands for.</summary>
    /// <param name="threads">1 or more; 0 means one per processor.</param>
    public static int CountFor(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);

        return threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>Runs every chunk once, in ascending order of being started, and returns when all are done.</summary>
    /// <param name="workers">Workers, 1 or more; the caller's thread is one of them.</param>
    /// <param name="body">Receives the chunk, 0 … <paramref name="chunkCount"/> − 1, and the worker, 0 … <paramref name="workers"/> − 1.</param>
    /// <exception cref="OperationCanceledException">Cancelled; some chunks did not run.</exception>
    public static void Run(int workers, int chunkCount, Action<int, int> body, CancellationToken cancellationToken)
    {
        var next = -1;
        void Work(int worker)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var chunk = Interlocked.Increment(ref next);
                if (chunk >= chunkCount)
                {
                    return;
                }

                body(chunk, worker);
            }
        }

        if (workers == 1 || chunkCount <= 1)
        {
            Work(0);
        }
        else
        {
            RunTogether(Math.Min(workers, chunkCount), Work);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for work that knows no token, a library's. Cancelled, it is left to end by itself, and what it returns is dropped.</summary>
    /// <param name="work">Must change nothing that others see.</param>
    /// <exception cref="OperationCanceledException">Cancelled, at once.</exception>
    public static T Await<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Run(work, cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult();

    private static void RunTogether(int workers, Action<int> work)
    {
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, work);
        }
        catch (AggregateException failure)
        {
            // The first failure says what happened; the others are its echoes.
            ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
        }
    }
}
