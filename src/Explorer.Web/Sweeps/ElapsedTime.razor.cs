using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>Time since a sweep began, ticking while it runs.</summary>
public sealed partial class ElapsedTime : IAsyncDisposable
{
    private readonly Watch _watch;

    /// <summary>Made by the framework.</summary>
    public ElapsedTime() => _watch = new Watch(DispatchExceptionAsync);

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public required Sweep Sweep { get; set; }

    private TimeSpan? Elapsed => Sweep.StartedAt is { } started && Sweep.State is not WorkState.Paused
        ? (Sweep.FinishedAt ?? Time.GetUtcNow()) - started
        : null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _watch.Start(TickAsync);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Sweep.State == WorkState.Running)
            {
                StateHasChanged();
            }
        }
    }
}
