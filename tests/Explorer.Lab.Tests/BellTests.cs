namespace Explorer.Lab.Tests;

public sealed class BellTests
{
    private static readonly TimeSpan NoRest = TimeSpan.Zero;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_is_called_once_at_the_start_and_after_each_ring()
    {
        var bell = new Bell(TimeProvider.System);
        await using var listener = bell.ListenAsync("a", NoRest, Token).GetAsyncEnumerator(Token);

        Assert.True(await listener.MoveNextAsync());
        bell.Ring("a");

        Assert.True(await listener.MoveNextAsync());
        Assert.Equal(1, listener.Current);
    }

    [Fact]
    public async Task Rings_while_nobody_waits_become_one()
    {
        var bell = new Bell(TimeProvider.System);
        await using var listener = bell.ListenAsync("a", NoRest, Token).GetAsyncEnumerator(Token);
        await listener.MoveNextAsync();

        for (var ring = 0; ring < 1000; ring++)
        {
            bell.Ring("a");
        }

        await listener.MoveNextAsync();
        var next = listener.MoveNextAsync();
        Assert.False(next.IsCompleted);
        bell.Ring("a");
        Assert.True(await next);
    }

    [Fact]
    public async Task Another_topic_does_not_ring()
    {
        var bell = new Bell(TimeProvider.System);
        await using var listener = bell.ListenAsync("a", NoRest, Token).GetAsyncEnumerator(Token);
        await listener.MoveNextAsync();
        var next = listener.MoveNextAsync();

        bell.Ring("b");

        Assert.False(next.IsCompleted);
        bell.Ring("a");
        await next;
    }

    [Fact]
    public async Task Cancelling_ends_the_listening_without_an_exception()
    {
        var bell = new Bell(TimeProvider.System);
        using var source = new CancellationTokenSource();
        var count = 0;

        await foreach (var _ in bell.ListenAsync("a", NoRest, source.Token))
        {
            count++;
            await source.CancelAsync();
        }

        Assert.Equal(1, count);
        bell.Ring("a");
    }
}
