using Bunit;
using Explorer.Lab;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Explorer.Web.Tests.Shared;

public sealed class WatchingComponentTests : IAsyncDisposable
{
    private readonly BunitContext _context = new();
    private readonly Bell _bell = new(TimeProvider.System);

    public WatchingComponentTests() => _context.Services.AddSingleton(_bell);

    [Fact]
    public void It_reads_once_and_again_after_each_ring()
    {
        var counter = _context.Render<Counter>();
        counter.WaitForAssertion(() => Assert.Equal("1", counter.Markup));

        _bell.Ring(Topics.Lists);

        counter.WaitForAssertion(() => Assert.Equal("2", counter.Markup));
    }

    [Fact]
    public void A_refusal_is_shown_and_the_next_ring_is_heard_all_the_same()
    {
        var counter = _context.Render<Counter>(parameters => parameters.Add(component => component.RefuseFirst, true));
        counter.WaitForAssertion(() => Assert.Equal("1: not yet", counter.Markup));

        _bell.Ring(Topics.Lists);

        counter.WaitForAssertion(() => Assert.Equal("2", counter.Markup));
    }

    [Fact]
    public async Task A_reading_under_way_ends_when_the_component_leaves()
    {
        var endless = _context.Render<Endless>();
        var component = endless.Instance;
        endless.WaitForAssertion(() => Assert.True(component.IsReading));

        await _context.DisposeComponentsAsync();

        Assert.False(component.IsReading);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private sealed class Counter : WatchingComponent
    {
        private int _reads;

        [Microsoft.AspNetCore.Components.Parameter]
        public bool RefuseFirst { get; set; }

        protected override TimeSpan Rest => TimeSpan.FromMilliseconds(1);

        protected override Task ReadAsync(CancellationToken cancellationToken) => ++_reads == 1 && RefuseFirst
            ? throw new ExplorerException("not yet")
            : Task.CompletedTask;

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, Problem is null ? $"{_reads}" : $"{_reads}: {Problem}");
    }

    private sealed class Endless : WatchingComponent
    {
        public bool IsReading { get; private set; }

        protected override async Task ReadAsync(CancellationToken cancellationToken)
        {
            IsReading = true;
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                IsReading = false;
            }
        }
    }
}
