using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Comparison;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>The trials that are ticked to be compared.</summary>
public sealed partial class SweepRoom
{
    /// <summary>Numbers of the ticked trials, parted by dashes.</summary>
    [SupplyParameterFromQuery(Name = "ticked")]
    public string? TickedWord { get; set; }

    private IReadOnlyList<Trial> Ticked => _picture is null || TickedWord is null ? [] :
    [
        .. TickedWord.Split('-')
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? _picture.Numbered(number) : null)
            .OfType<Trial>()
            .Distinct(TrialComparer.ById)
            .Take(TrialComparison.MostTrials),
    ];

    private void Tick(Trial trial) => ShowTicked(
        Ticked.Any(ticked => ticked.Id == trial.Id) ? Ticked.Where(ticked => ticked.Id != trial.Id) : Ticked.Append(trial));

    private void Untick() => ShowTicked([]);

    private void ShowTicked(IEnumerable<Trial> trials)
    {
        var word = string.Join('-', trials.Take(TrialComparison.MostTrials).Select(trial => trial.Number.ToString(CultureInfo.InvariantCulture)));
        GoTo(new() { ["ticked"] = word.Length == 0 ? null : word });
    }
}
