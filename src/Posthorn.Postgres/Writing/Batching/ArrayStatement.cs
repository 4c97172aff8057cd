using System.Collections;
using Npgsql;
using NpgsqlTypes;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>A statement for many rows at once: each of its parameters is an array, with one value for each row. The lists are used again by the next batch.</summary>
internal sealed class ArrayStatement(string sql)
{
    private readonly List<IList> _columns = [];
    private readonly List<NpgsqlParameter> _parameters = [];
    private NpgsqlBatchCommand? _last;

    /// <summary>Puts it into a batch, as it is filled now.</summary>
    /// <remarks>A command is made for each batch: one that was prepared remembers the connection that prepared it, and would speak to another in its terms.</remarks>
    public NpgsqlBatchCommand ToCommand()
    {
        _last?.Parameters.Clear();
        _last = new(sql);
        foreach (var parameter in _parameters)
        {
            _ = _last.Parameters.Add(parameter);
        }

        return _last;
    }

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
        _parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return values;
    }

    /// <summary>The next parameter: one value for all rows.</summary>
    public NpgsqlParameter<T> Value<T>(NpgsqlDbType type)
    {
        var value = new NpgsqlParameter<T> { NpgsqlDbType = type };
        _parameters.Add(value);
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
