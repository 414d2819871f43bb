using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Explorer.Web.Sweeps;

/// <summary>What a person does to the sweep and its trials. Each says what it did, as the log says it too.</summary>
public sealed partial class SweepRoom
{
    private string _said = "";

    [Inject]
    public required TrialControl TrialSteering { get; init; }

    [Inject]
    public required QueueControl Queue { get; init; }

    private Task ChangeTrialsAtOnceAsync(int trials) => SteerAsync(() => Queue.SetTrialsAtOnceAsync(SweepId, trials, _watch.Token));

    private Task RunNextAsync() => SteerAsync(() => Queue.MoveToFrontAsync(SweepId, _watch.Token));

    private Task RetryFailedAsync() => SteerAsync(() => TrialSteering.RetryFailedAsync(SweepId, _watch.Token));

    private Task StopTrialAsync(Trial trial) => SteerAsync(() => TrialSteering.StopAsync(trial.Id, _watch.Token));

    private Task RetryTrialAsync(Trial trial) => SteerAsync(() => TrialSteering.RetryAsync(trial.Id, _watch.Token));

    private async Task AddTrialsAsync(Trial? around)
    {
        if (_picture is { } picture && await AddTrialsDialog.AskAsync(Dialogs, picture.Trials, around) is { } grid)
        {
            await SteerAsync(() => TrialSteering.AddAsync(SweepId, grid, _watch.Token));
        }
    }

    private async Task DeleteTrialAsync(Trial trial)
    {
        if (await ConfirmDialog.AskAsync(Dialogs, $"Delete trial {trial.Number}?", "Its points and the galleries trained from it are deleted too.", "Delete trial"))
        {
            await SteerAsync(() => TrialSteering.DeleteAsync(trial.Id, _watch.Token));
        }
    }

    private async Task WriteAsync()
    {
        if (_picture is { } picture && await NoteDialog.AskAsync(Dialogs, $"Note on sweep {Id}", picture.Sweep.Remarks) is { } text)
        {
            await ActAsync(() => Queue.WriteAsync(SweepId, text, _watch.Token), "The note is kept.");
        }
    }

    private async Task WriteAsync(Trial trial)
    {
        if (await NoteDialog.AskAsync(Dialogs, $"Note on trial {trial.Number}", trial.Remarks) is { } text)
        {
            await ActAsync(() => TrialSteering.WriteAsync(trial.Id, text, _watch.Token), "The note is kept.");
        }
    }

    private async Task SteerAsync(Func<Task<SweepEvent>> steer)
    {
        try
        {
            Say((await steer()).Text, Severity.Success);
        }
        catch (ExplorerException exception)
        {
            Say(exception.Message, Severity.Error);
        }
    }

    // Seen as a note at the edge, and read to those who do not see it.
    private void Say(string text, Severity severity)
    {
        _said = text;
        Snackbar.Add(text, severity);
    }
}
