using Explorer.Recommender.Likes.Tables;
using Explorer.Web.Data;

namespace Explorer.Web.Tests.Data;

public class ImportChoicesTests
{
    [Fact]
    public void A_role_that_a_column_had_goes_when_it_is_given_another()
    {
        var choices = ImportChoices.None.With(Column(1, ColumnRole.UserId), ColumnRole.ItemId);

        Assert.Equal(("", "#1"), (choices.Format.Columns[ColumnRole.UserId], choices.Format.Columns[ColumnRole.ItemId]));
    }

    // Found by a browser test on a busy machine: the third choice took away what the second had given.
    [Fact]
    public void A_choice_made_before_the_last_one_was_shown_takes_nothing_from_another_column()
    {
        var choices = ImportChoices.None
            .With(Column(1), ColumnRole.UserId)
            .With(Column(2), ColumnRole.ItemId)
            .With(Column(3, ColumnRole.ItemId), ColumnRole.Rating);

        Assert.Equal(
            [(ColumnRole.ItemId, "#2"), (ColumnRole.UserId, "#1"), (ColumnRole.Rating, "#3")],
            choices.Format.Columns.OrderBy(column => column.Key).Select(column => (column.Key, column.Value)));
    }

    [Fact]
    public void A_column_that_is_not_used_any_more_loses_what_it_was_given()
    {
        var choices = ImportChoices.None.With(Column(2), ColumnRole.ItemId).With(Column(2, ColumnRole.ItemId), null);

        Assert.Equal("", Assert.Single(choices.Format.Columns).Value);
    }

    private static PreviewColumn Column(int place, params ColumnRole[] roles) => new(place, "", roles);
}
