using System.Collections;
using Npgsql;
using NpgsqlTypes;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>A statement for many rows at once: each of its parameters is an array, with one value for each row. The lists are used again by the next batch.</summary>
internal sealed class ArrayStatement(string sql)
{
    private readonly List<IList> _columns = [];

    public NpgsqlBatchCommand Command { get; } = new(sql);

    /// <summary>The next parameter, as the list of its values.</summary>
    public List<T> Column<T>(NpgsqlDbType type)
    {
        var values = new List<T>();
        _columns.Add(values);
        return Share(values, type);
    }

    /// <summary>The next parameter: a list that another statement has filled.</summary>
    public List<T> Share<T>(List<T> values, NpgsqlDbType type)
    {
        _ = Command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return values;
    }

    /// <summary>The next parameter: one value for all rows.</summary>
    public NpgsqlParameter<T> Value<T>(NpgsqlDbType type)
    {
        var value = new NpgsqlParameter<T> { NpgsqlDbType = type };
        _ = Command.Parameters.Add(value);
        return value;
    }

    public void Clear()
    {
        foreach (var column in _columns)
        {
            column.Clear();
        }
    }
}
