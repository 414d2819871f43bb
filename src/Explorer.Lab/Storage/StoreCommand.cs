using System.Data;
using Explorer.Recommender;
using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>A command that turns what a full, read-only or failing disk answers into a refusal for the person.</summary>
internal sealed class StoreCommand : SqliteCommand
{
    /// <summary>SQLITE_READONLY.</summary>
    private const int ReadOnly = 8;

    /// <summary>SQLITE_IOERR.</summary>
    private const int InputOutputFailed = 10;

    /// <summary>SQLITE_FULL.</summary>
    private const int Full = 13;

    // Every way to execute a command ends here.
    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        try
        {
            return base.ExecuteReader(behavior);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is ReadOnly or InputOutputFailed or Full)
        {
            throw new ExplorerException(
                $"Nothing was stored: {Reason(exception.SqliteErrorCode)} Then try again.", Refusal.NoRoom, exception);
        }
    }

    private static string Reason(int code) => code switch
    {
        Full => "the disk of the storage folder is full. Free some room there.",
        ReadOnly => "the database in the storage folder may not be written. Give the server the right to write there.",
        _ => "the disk of the storage folder does not read or write as it should. Check the disk and the rights on the folder.",
    };
}
