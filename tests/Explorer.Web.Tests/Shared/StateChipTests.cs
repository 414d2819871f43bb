using Bunit;
using Explorer.Lab.Work;
using Explorer.Web.Shared;

namespace Explorer.Web.Tests.Shared;

public class StateChipTests
{
    [Fact]
    public void Every_state_has_its_own_word_and_shape()
    {
        using var context = new BunitContext();

        var chips = Enum.GetValues<WorkState>()
            .Select(state => context.Render<StateChip>(parameters => parameters.Add(chip => chip.State, state)))
            .Select(chip => (Word: chip.Find(".state").TextContent, Shape: chip.Find("svg").InnerHtml))
            .ToList();

        Assert.Equal(["queued", "running", "paused", "completed", "pruned", "failed", "cancelled"], chips.Select(chip => chip.Word));
        Assert.Equal(chips.Count, chips.Select(chip => chip.Shape).Distinct().Count());
    }
}
