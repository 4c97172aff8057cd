using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Posthorn.EndToEnd.Tests.HouseRules.Surface;

/// <summary>Writes a member as its declaration, without its body. Null for what is not promised to anyone.</summary>
internal static class MemberText
{
    public static string? Of(MemberInfo member) => member switch
    {
        FieldInfo field when IsPromised(field) => Field(field),
        ConstructorInfo made when IsPromised(made) => $"{Access(made)}{made.DeclaringType!.Name.Split('`')[0]}({Parameters(made)})",
        MethodInfo method when IsPromised(method) => Method(method),
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) && !IsGenerated(property) => Property(property),
        EventInfo happening when happening.AddMethod is { } add && IsVisible(add)
            => $"{Access(add)}event {TypeNameText.Of(happening.EventHandlerType!)} {happening.Name}",
        _ => null,
    };

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static bool IsPromised(FieldInfo field)
        => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName;

    private static bool IsPromised(MethodBase method)
        => IsVisible(method) && !IsGenerated(method) && (!method.IsSpecialName || method.IsConstructor || IsOperator(method));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOperator(MethodBase method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    // What a record gets from the compiler follows from its being a record.
    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string Field(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        var readOnly = field.IsInitOnly ? "readonly " : "";
        var type = TypeNameText.Of(field.FieldType, new NullabilityInfoContext().Create(field));
        return $"{(field.IsPublic ? "public " : "protected ")}{kind}{readOnly}{type} {field.Name}{value}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";
        var extends = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        var returns = TypeNameText.Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));
        return $"{Obsolete(method)}{Access(method)}{Modifier(method)}{RefOf(method.ReturnParameter)}{returns} "
            + $"{method.Name}{generic}({extends}{Parameters(method)})";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var most = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        var parameters = property.GetIndexParameters();
        var name = parameters.Length == 0 ? property.Name : $"this[{string.Join(", ", parameters.Select(Parameter))}]";
        var each = accessors.OrderBy(accessor => accessor == property.SetMethod)
            .Select(accessor => $"{(accessor.IsPublic == most.IsPublic ? "" : Access(accessor))}{AccessorName(accessor, property)}; ");
        var type = TypeNameText.Of(property.PropertyType, new NullabilityInfoContext().Create(property));
        return $"{Obsolete(property)}{Access(most)}{Modifier(most)}{required}{type} {name} {{ {string.Concat(each)}}}";
    }

    private static string AccessorName(MethodInfo accessor, PropertyInfo property)
        => accessor == property.GetMethod ? "get"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private static string Parameter(ParameterInfo parameter)
    {
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false);
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : "";
        var type = TypeNameText.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        return $"{(many ? "params " : "")}{RefOf(parameter)}{type} {parameter.Name}{value}";
    }

    private static string RefOf(ParameterInfo parameter)
        => !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";

    private static string Access(MethodBase method) => method.DeclaringType!.IsInterface ? "" : method.IsPublic ? "public " : "protected ";

    private static string Modifier(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => "",
        { IsStatic: true } => method.IsAbstract ? "static abstract " : "static ",
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false) ? "[Obsolete] " : "";

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
