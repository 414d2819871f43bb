using Microsoft.Data.Sqlite;

namespace Explorer.TestKit;

/// <summary>Makes a database of today look like one that an earlier version wrote, so that its migration can be tested.</summary>
public static class OldDatabase
{
    /// <summary>What takes back each script after the first, in their order.</summary>
    private static readonly string[] Undo =
    [
        "alter table trial drop column item_regularization;",
        """
        alter table point drop column measures;
        alter table sweep drop column baseline;
        alter table sweep drop column note;
        """,
        """
        drop index dataset_by_content;
        alter table dataset drop column remarks;
        alter table dataset drop column content_hash;
        alter table dataset drop column below_threshold_count;
        alter table dataset drop column weights;
        alter table item_detail drop column tags;
        """,
        "drop table neighbour_rating;",
        "alter table dataset drop column rejected_kept_count;",
        """
        drop table trial_run;
        drop table sweep_event;
        alter table trial drop column remarks;
        alter table sweep drop column remarks;
        alter table sweep drop column priority;
        alter table sweep drop column trials_at_once;
        """,
        """
        alter table trial drop column seed;
        alter table trial drop column generation;
        alter table trial drop column rung;
        alter table sweep drop column sizes;
        """,
        """
        alter table point drop column neighbour_stability;
        drop table pin;
        drop table pin_neighbours;
        alter table factorization drop column is_preview;
        """,
        """
        alter table sweep drop column origin;
        alter table dataset drop column is_replay;
        """,
    ];

    /// <summary>Takes the database of a stopped lab back.</summary>
    /// <param name="folder">Its storage folder.</param>
    /// <param name="version">How many scripts it is to have seen, 1 or more.</param>
    public static void TakeBackTo(string folder, int version)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "explorer.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Join('\n', Undo.Skip(version - 1).Reverse()) + $"pragma user_version = {version};";
        command.ExecuteNonQuery();
    }
}
