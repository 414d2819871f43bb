using System.Data.Common;
using System.Text.Json;
using Dapper;
using Explorer.Lab.Datasets;
using Explorer.Lab.Thumbnails;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Storage;

/// <summary>A dataset that is about to be recorded; its files are there already.</summary>
/// <param name="FileName">Its file of likes.</param>
/// <param name="File">What reading gave.</param>
/// <param name="RejectedKept">How many rejected rows are in their file.</param>
/// <param name="Hash">Of its likes.</param>
internal sealed record NewDataset(
    string Name, string ItemWord, DateTimeOffset Now, string FileName, LikesFileResult File, int RejectedKept, string Hash, bool IsSample)
{
    /// <summary>Inserts it with its first rejected rows and the items it names.</summary>
    public async Task<DatasetId> InsertAsync(DbConnection connection, DbTransaction transaction)
    {
        var id = await connection.ExecuteScalarAsync<long>(
            """
            insert into dataset (name, item_word, thumbnail_source, created_at, file, row_count, like_count, duplicate_count,
                                 rejected_count, user_count, item_count, notes, items_version, is_sample,
                                 below_threshold_count, weights, content_hash, rejected_kept_count)
            values (@name, @itemWord, @source, @now, @FileName, @Rows, @likes, @Duplicates, @Rejected, @users, @items, @notes, 0, @IsSample,
                    @BelowThreshold, @weights, @Hash, @RejectedKept)
            returning id
            """,
            new
            {
                name = DatasetNames.Require(Name),
                itemWord = DatasetNames.RequireItemWord(ItemWord),
                source = nameof(ThumbnailSourceKind.Drawn),
                now = Now.ToDatabase(),
                FileName,
                File.Rows,
                likes = File.Likes.Count,
                File.Duplicates,
                File.Rejected,
                users = File.Likes.UserCount,
                items = File.Likes.ItemCount,
                notes = JsonSerializer.Serialize<string[]>([.. File.Notes, .. DescribeCut()]),
                IsSample,
                File.BelowThreshold,
                weights = (File.Likes.Weights.IsEmpty ? WeightsKind.None : File.Repeats is Repeats.Sum ? WeightsKind.Sum : WeightsKind.Maximum).ToString(),
                Hash,
                RejectedKept,
            },
            transaction);
        await connection.ExecuteAsync(
            "insert into rejected_row (dataset_id, line, reason, text) values (@id, @Line, @Reason, @Text)",
            File.RejectedRows.Select(row => new { id, row.Line, row.Reason, row.Text }),
            transaction);
        if (File.Items.Count > 0)
        {
            await ItemDetailRows.MergeAsync(connection, transaction, new DatasetId(id), File.Items);
        }

        return new DatasetId(id);
    }

    private IEnumerable<string> DescribeCut()
    {
        if (RejectedKept < File.Rejected)
        {
            yield return FormattableString.Invariant(
                $"Of {File.Rejected:N0} rejected rows the first {RejectedKept:N0} can be downloaded; the setting Import:MaxRejectedRows allows no more.");
        }
    }
}
