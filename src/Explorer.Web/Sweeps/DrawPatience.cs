namespace Explorer.Web.Sweeps;

/// <summary>
/// Waits for the browser to say that it has drawn, but not for ever: a line that is cut loses the answer, or the drawing itself, and a chart that
/// waited on would never draw again.
/// </summary>
internal static class DrawPatience
{
    /// <summary>A browser that has not answered for so long has lost what was sent to it, or is slow: it gets twice as long the next time.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(20);

    /// <summary>Draws until the browser has answered.</summary>
    /// <param name="draw">Draws what is wanted now; cancelled when it takes too long.</param>
    /// <param name="forget">Called before another try: what the browser shows is not known any more.</param>
    /// <exception cref="OperationCanceledException">The chart has left the page.</exception>
    public static async Task DrawAsync(Func<CancellationToken, Task> draw, Action forget, TimeProvider time, CancellationToken gone)
    {
        for (var longest = First; !await IsAnsweredAsync(draw, longest, time, gone); longest *= 2)
        {
            forget();
        }
    }

    /// <summary>Waits for what may take as long as it likes, such as scrolling to a chart: asks again from time to time, since the question or its answer may be lost.</summary>
    /// <param name="ask">Is answered once it is so, however often it is asked.</param>
    /// <exception cref="OperationCanceledException">The chart has left the page.</exception>
    public static async Task AskAsync(Func<CancellationToken, Task> ask, TimeProvider time, CancellationToken gone)
    {
        while (!await IsAnsweredAsync(ask, First, time, gone))
        {
        }
    }

    private static async Task<bool> IsAnsweredAsync(Func<CancellationToken, Task> draw, TimeSpan longest, TimeProvider time, CancellationToken gone)
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, gone);
        try
        {
            await draw(either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            return false;
        }
    }
}
