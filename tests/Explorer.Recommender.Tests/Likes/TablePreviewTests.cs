using System.Text;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;
using Explorer.TestKit;

namespace Explorer.Recommender.Tests.Likes;

public sealed class TablePreviewTests
{
    [Fact]
    public async Task Everything_that_is_guessed_is_said()
    {
        var preview = await PreviewAsync("userId;movieId;rating;timestamp\n1;10;4.5;1463486400\n1;11;2;1463486401\n");

        Assert.Equal(
            (TextEncoding.Utf8, Compression.None, ";", '"', QuoteEscape.Doubled, true),
            (preview.Format.Encoding, preview.Format.Compression, preview.Format.Separator, preview.Format.Quote, preview.Format.Escape, preview.Format.HasHeader));
        Assert.Equal(["#2", "#1", "", "", "#3", "#4", ""], LikesFileRoles.Select(role => preview.Format.Columns[role]));
        Assert.Equal(["userId", "movieId", "rating", "timestamp"], preview.Columns.Select(column => column.Name));
        Assert.Equal([ColumnRole.UserId, ColumnRole.ItemId, ColumnRole.Rating, ColumnRole.Timestamp], preview.Columns.Select(column => column.Roles.Single()));
        Assert.Equal(["1;10;4.5;1463486400", "1;11;2;1463486401"], preview.Rows.Select(row => string.Join(';', row)));
        Assert.Empty(preview.Problems);
    }

    [Theory]
    [InlineData("modelname|mid|uid", "Tree|m1|u1", "ItemName ItemId UserId")]
    [InlineData("user_id,item_id,title", "u,m,Tree", "UserId ItemId ItemName")]
    [InlineData("userID\tartistID\tweight", "2\t51\t13883", "UserId ItemId Weight")]
    [InlineData("\"User-ID\";\"ISBN\";\"Book-Rating\"", "\"276725\";\"034545104X\";\"0\"", "UserId ItemId Rating")]
    [InlineData("user-id,book,isbn", "u,Name,123", "UserId - ItemId")]
    [InlineData("listener id,track id,play count,image url", "u,m,3,https://a.example/1", "UserId ItemId Weight ThumbnailUrl")]
    public async Task Columns_are_found_by_many_names(string header, string row, string roles)
    {
        var preview = await PreviewAsync($"{header}\n{row}\n");

        Assert.Equal(roles, Show(preview));
    }

    [Theory]
    [InlineData("196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t377\t1\t878887116\n", "UserId ItemId Rating Timestamp")]
    [InlineData("1::1193::5::978300760\n1::661::3::978302109\n2::1193::4::978298413\n", "UserId ItemId Rating Timestamp")]
    [InlineData("Knight|m0|u1\nKnight|m0|u2\nDragon|m1|u1\n", "ItemName ItemId UserId")]
    [InlineData("u1;m1\nu2;m1\nu3;m2\n", "UserId ItemId")]
    [InlineData("00000c289a\t3bd73256\tbetty blowtorch\t2137\n00000c289a\tf2fb0ff0\tdie Ärzte\t1099\n", "UserId ItemId ItemName Weight")]
    [InlineData("u1,m1,https://e.example/1.png,2016-05-17\nu2,m2,https://e.example/2.png,2016-05-18\n", "UserId ItemId ThumbnailUrl Timestamp")]
    public async Task Without_a_header_columns_are_proposed_by_what_they_hold(string text, string roles)
    {
        var preview = await PreviewAsync(text);

        Assert.False(preview.Format.HasHeader);
        Assert.Equal(roles, Show(preview));
        Assert.Equal(text.Count(letter => letter == '\n'), preview.Rows.Count);
        Assert.Empty(preview.Problems);
        Assert.Contains(preview.Notes, note => note.Contains("the columns were guessed by what they hold", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_chosen_by_hand_leaves_the_other_proposals_as_they_were()
    {
        const string Text = "7000;0;5\n7000;2;2\n7001;1;5\n7002;3;2\n";

        var one = await PreviewAsync(Text, format: new TableFormat().With(ColumnRole.UserId, "#1"));
        var two = await PreviewAsync(Text, format: new TableFormat().With(ColumnRole.UserId, "#1").With(ColumnRole.ItemId, "#2"));
        var turned = await PreviewAsync(Text, format: new TableFormat().With(ColumnRole.ItemId, "#1"));

        Assert.Equal("UserId ItemId Rating", Show(one));
        Assert.Equal("UserId ItemId Rating", Show(two));
        Assert.Equal("ItemId UserId Rating", Show(turned));
    }

    [Theory]
    [InlineData("1::Toy Story (1995)::Animation|Children's|Comedy\n2::Jumanji (1995)::Adventure|Fantasy\n3::Sudden Death (1995)::Action\n", "ItemId ItemName Tags")]
    [InlineData("m1;Knight of clay\nm2;Dragon of brass\n", "ItemId ItemName")]
    [InlineData("m1,https://e.example/1.png\nm2,https://e.example/2.png\n", "ItemId ThumbnailUrl")]
    public async Task The_columns_of_an_items_file_are_proposed_too(string text, string roles)
    {
        var preview = await ItemsFile.PreviewAsync(Encoding.UTF8.GetBytes(text), isWhole: true, new(), TestContext.Current.CancellationToken);

        Assert.Equal(roles, Show(preview));
        Assert.Empty(preview.Problems);
    }

    [Fact]
    public async Task An_items_file_that_says_nothing_about_items_is_a_problem_to_solve()
    {
        var preview = await ItemsFile.PreviewAsync("mid,weight\nm1,2\n"u8.ToArray(), isWhole: true, new(), TestContext.Current.CancellationToken);

        Assert.Contains("none that says anything about items", Assert.Single(preview.Problems), StringComparison.Ordinal);
        Assert.Equal(["ItemId", "ItemName", "ThumbnailUrl", "PageUrl", "Tags"], preview.Format.Columns.Keys.Order().Select(role => role.ToString()));
    }

    [Fact]
    public async Task What_a_preview_answers_can_be_sent_back_with_the_import()
    {
        const string Text = "196;242;3\n186;302;3\n22;377;1\n";
        var preview = await PreviewAsync(Text);

        var result = await Reading.LikesOfAsync(Text, choices: new() { Format = preview.Format, MinRating = 2 });

        Assert.Equal(["196 242", "186 302"], result.Likes.Show());
        Assert.Equal(1, result.BelowThreshold);
    }

    [Fact]
    public async Task A_corrected_choice_redraws_the_table()
    {
        var preview = await PreviewAsync("a,b;c\nd,e;f\n", format: new() { Separator = ";", HasHeader = false });

        Assert.Equal(["a,b", "c"], preview.Rows[0]);
        Assert.Equal(2, preview.Columns.Count);
    }

    [Fact]
    public async Task Unknown_columns_are_a_problem_to_solve_not_a_refusal()
    {
        var preview = await PreviewAsync("who,what\nu,m\nv,n\n");

        Assert.True(preview.Format.HasHeader);
        Assert.Contains("none that is known as the item's id or as the user's id", Assert.Single(preview.Problems), StringComparison.Ordinal);
        Assert.Equal(["u", "m"], preview.Rows[0]);
    }

    [Fact]
    public async Task At_most_a_hundred_rows_and_short_cells_are_shown()
    {
        var preview = await PreviewAsync("uid,mid\n" + string.Concat(Enumerable.Range(0, 500).Select(row => $"u{row},{new string('m', 300)}\n")));

        Assert.Equal(100, preview.Rows.Count);
        Assert.All(preview.Rows, row => Assert.Equal(201, row[1].Length));
    }

    [Fact]
    public async Task The_row_where_the_bytes_end_is_not_shown()
    {
        var preview = await PreviewAsync("uid,mid\nu1,m1\nu2,m", isWhole: false);

        Assert.Equal(["u1"], preview.Rows.Select(row => row[0]));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task Compressed_files_may_be_cut_anywhere(double share)
    {
        var text = "modelname|mid|uid\n" + string.Concat(Enumerable.Range(0, 5000).Select(row => $"name {row * 7919 % 10007}|m{row % 97}|u{row}\n"));
        foreach (var packed in new[] { Reading.Gzip(text), Reading.Zip(("likes.psv", text)) })
        {
            var preview = await LikesFile.PreviewAsync(
                packed.AsMemory(0, (int)(packed.Length * share)), isWhole: false, new(), TestContext.Current.CancellationToken);

            Assert.Equal(100, preview.Rows.Count);
            Assert.Empty(preview.Problems);
        }
    }

    [Fact]
    public async Task An_open_quote_is_a_problem_that_names_its_line()
    {
        var preview = await PreviewAsync("uid,mid,name\nu,m,ok\nu,n,\"open\nu,o,x\n");

        Assert.Contains("Line 3: the quote", Assert.Single(preview.Problems), StringComparison.Ordinal);
        Assert.Equal(["u", "m", "ok"], Assert.Single(preview.Rows));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\u0089PNG", "PNG")]
    public async Task What_is_no_table_is_refused(string beginning, string saying)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => LikesFile.PreviewAsync(
            Encoding.Latin1.GetBytes(beginning), isWhole: true, new(), TestContext.Current.CancellationToken));

        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sketchfab_likes_twin.psv.gz")]
    [InlineData("goodbooks_sample_likes.psv")]
    public async Task The_first_megabyte_of_a_large_file_shows_the_post_s_format(string file)
    {
        var bytes = await File.ReadAllBytesAsync(SharedData.Require(file), TestContext.Current.CancellationToken);

        var preview = await LikesFile.PreviewAsync(bytes.AsMemory(0, TablePreview.MaxBytes), isWhole: false, new(), TestContext.Current.CancellationToken);

        Assert.Equal(("|", '\\', true), (preview.Format.Separator, preview.Format.Quote, preview.Format.HasHeader));
        Assert.Equal("ItemName ItemId UserId", Show(preview));
        Assert.Equal(100, preview.Rows.Count);
    }

    private static ColumnRole[] LikesFileRoles =>
    [
        ColumnRole.ItemId, ColumnRole.UserId, ColumnRole.ItemName, ColumnRole.Weight, ColumnRole.Rating, ColumnRole.Timestamp, ColumnRole.ThumbnailUrl,
    ];

    private static string Show(TablePreview preview) =>
        string.Join(' ', preview.Columns.Select(column => column.Roles is [var role, ..] ? role.ToString() : "-"));

    private static Task<TablePreview> PreviewAsync(string text, bool isWhole = true, TableFormat? format = null) =>
        LikesFile.PreviewAsync(Encoding.UTF8.GetBytes(text), isWhole, format ?? new(), TestContext.Current.CancellationToken);
}
