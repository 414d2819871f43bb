using System.Globalization;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Layout;

/// <summary>What the server is working on, wherever one is: a ring with the count, and a list that leads to each.</summary>
public sealed partial class RunningWork : IAsyncDisposable
{
    private readonly Watch _watch;
    private IReadOnlyList<WorkItem> _work = [];
    private bool _hasRead;
    private string _announcement = "";

    /// <summary>Made by the framework.</summary>
    public RunningWork() => _watch = new Watch(DispatchExceptionAsync);

    [Inject]
    public required WorkOnServer Server { get; init; }

    private string Dash => string.Create(CultureInfo.InvariantCulture, $"{_work[0].Progress * 100:0.#} 100");

    private string Label => $"Work on the server: {_work.Count}. {_work[0].Title}, {Formatting.Percent(_work[0].Progress, 0)}{LeftOf(_work[0])}";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _watch.Start(WatchAsync);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var work in Server.WatchAsync(cancellationToken))
        {
            if (!_hasRead || !work.SequenceEqual(_work))
            {
                Announce(work.Count);
                (_work, _hasRead) = (work, true);
                StateHasChanged();
            }
        }
    }

    private static string LeftOf(WorkItem work) => work.Left is { } left ? $" {Formatting.Duration(left)} left" : "";

    private void Announce(int count)
    {
        if (_hasRead && count != _work.Count)
        {
            _announcement = count == 0 ? "All work on the server is done." : $"Work on the server: {count}.";
        }
    }
}
